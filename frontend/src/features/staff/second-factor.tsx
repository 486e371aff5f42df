import { Trans, useLingui } from "@lingui/react/macro";
import { useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useQuery } from "urql";
import { graphql } from "../../lib/graphql";
import { secondFactorUrl } from "../../lib/session";
import { buttonClass } from "../../ui/button";
import { PageTitle } from "../../ui/page-title";
import { StatePanel } from "../../ui/state-panel";
import { Waiting } from "./waiting";

const FactorQuery = graphql(`
  query StaffSecondFactor {
    viewer {
      needsSecondFactor
    }
  }
`);

/** Leads whoever holds a role and signed in with a password alone to set up a second factor, and back to this page. */
export function SecondFactorFirst({ children }: { readonly children: ReactNode }) {
  const { t } = useLingui();
  const address = useRouterState({ select: (state) => state.location.publicHref });
  const [{ data, error }] = useQuery({ query: FactorQuery, requestPolicy: "cache-and-network" });
  if (error && !data) throw error;
  if (!data) return <Waiting />;
  if (!data.viewer?.needsSecondFactor) return children;
  return (
    <>
      <PageTitle title={t`One more step`} />
      <StatePanel
        icon="shield"
        headingLevel={1}
        title={<Trans>One more step: a second factor</Trans>}
        action={
          <a href={secondFactorUrl(address)} className={buttonClass("filled")} data-testid="second-factor">
            <Trans>Set up an authenticator app</Trans>
          </a>
        }
      >
        <Trans>
          Whoever works for an organization or supervises it sees other people’s data and money. So a password alone is not enough: an authenticator app on your
          phone gives a code with it. That takes two minutes, and then you are back here.
        </Trans>
      </StatePanel>
    </>
  );
}
