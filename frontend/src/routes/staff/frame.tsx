import { Trans } from "@lingui/react/macro";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { SignedInOnly } from "../../features/staff/guard";
import { SecondFactorFirst } from "../../features/staff/second-factor";
import { StaffLink } from "../../features/staff/link";

/** The frame of all staff pages: for those who are signed in, with the way back to where their work begins. */
export function StaffFrame() {
  const below = useRouterState({ select: (state) => !/\/staff\/?$/.test(state.location.pathname) });
  return (
    <SignedInOnly>
      <div className="container-page py-6">
        {below ? (
          <p className="mb-1 text-sm">
            <StaffLink to="/staff" exact className="font-semibold text-action underline underline-offset-4">
              <Trans>Work</Trans>
            </StaffLink>
          </p>
        ) : null}
        <SecondFactorFirst>
          <Outlet />
        </SecondFactorFirst>
      </div>
    </SignedInOnly>
  );
}
