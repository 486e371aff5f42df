import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { useFormat } from "../../lib/format/use-format";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql";
import { Localized, LocalizedFragment } from "../../ui/localized";

export const BeforePayingFragment = graphql(
  `
    fragment BeforePaying on Campaign {
      feePercent
      refundPolicy {
        ...Localized
      }
      organization {
        name {
          ...Localized
        }
      }
    }
  `,
  [LocalizedFragment],
);

interface BeforePayingProps {
  readonly campaign: FragmentOf<typeof BeforePayingFragment>;
  readonly publishesName: boolean;
  /** The button, below all that one should know before pressing it. */
  readonly children: ReactNode;
}

/** Who receives the gift, what is kept of it, who sees the name and when it is paid back. */
export function BeforePaying({ campaign, publishesName, children }: BeforePayingProps) {
  const format = useFormat();
  const data = readFragment(BeforePayingFragment, campaign);
  return (
    <section aria-labelledby="before-paying" className="flex flex-col gap-4 rounded-md bg-surface p-5 shadow-card forced-colors:border">
      <h2 id="before-paying" className="text-xl">
        <Trans>Before you pay</Trans>
      </h2>
      <dl className="flex flex-col gap-3 text-sm [&_dt]:text-muted">
        <div>
          <dt>
            <Trans>Who receives it</Trans>
          </dt>
          <dd className="font-semibold">
            <Localized value={data.organization.name} />
          </dd>
        </div>
        <div>
          <dt>
            <Trans>Fee</Trans>
          </dt>
          <dd>
            {Number(data.feePercent) === 0 ? (
              <Trans>None: all of it goes to the campaign.</Trans>
            ) : (
              <Trans>
                The charity keeps <bdi>{format.percentOf(data.feePercent)}</bdi> for its running costs. Sanad takes nothing.
              </Trans>
            )}
          </dd>
        </div>
        <div>
          <dt>
            <Trans>Who sees my name</Trans>
          </dt>
          <dd>
            {publishesName ? (
              <Trans>Everyone sees the name that you publish. The charity and the supervising authority see who gave.</Trans>
            ) : (
              <Trans>Neither the public nor the charity. The supervising authority alone sees who gave.</Trans>
            )}
          </dd>
        </div>
        <div>
          <dt>
            <Trans>When it is paid back</Trans>
          </dt>
          <dd>
            <Localized value={data.refundPolicy} />
          </dd>
        </div>
      </dl>
      {children}
    </section>
  );
}
