import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useFormat } from "../../lib/format/use-format";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql";
import { Icon } from "../../ui/icon";
import { Localized, LocalizedFragment } from "../../ui/localized";

export const VerificationFragment = graphql(
  `
    fragment VerificationLine on Verification {
      state
      at
      by {
        slug
        name {
          ...Localized
        }
      }
    }
  `,
  [LocalizedFragment],
);

/** Who checked a body and when; or, as plainly, that nobody did. */
export function VerificationLine({ verification }: { readonly verification: FragmentOf<typeof VerificationFragment> }) {
  const format = useFormat();
  const { state, at, by } = readFragment(VerificationFragment, verification);
  if (state === "VERIFIED") {
    const day = at ? format.instantDay(at) : null;
    return (
      <p className="flex items-start gap-2 text-sm text-action">
        <Icon name="shield" className="mt-0.5 size-5" />
        <span>
          {by && day ? (
            <Trans>
              Verified by{" "}
              <Link to="/organizations/$slug" params={{ slug: by.slug }} className="underline underline-offset-3">
                <Localized value={by.name} />
              </Link>{" "}
              on <bdi>{day}</bdi>
            </Trans>
          ) : (
            <Trans>Verified</Trans>
          )}
        </span>
      </p>
    );
  }
  return (
    <p className="flex items-start gap-2 text-sm text-notice">
      <Icon name="alert" className="mt-0.5 size-5" />
      <span>
        {state === "REVOKED" ? (
          <Trans>The verification of this organization was withdrawn</Trans>
        ) : state === "IN_REVIEW" ? (
          <Trans>An authority is checking this organization</Trans>
        ) : (
          <Trans>Nobody has verified this organization yet</Trans>
        )}
      </span>
    </p>
  );
}
