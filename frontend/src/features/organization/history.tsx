import { Trans } from "@lingui/react/macro";
import { useFormat } from "../../lib/format/use-format";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql";

export const HistoryFragment = graphql(`
  fragment OrganizationHistory on OrganizationChange {
    at
    kind
    field
  }
`);

/** What changed in a body's public record, newest first. */
export function OrganizationHistory({ changes }: { readonly changes: readonly (FragmentOf<typeof HistoryFragment> & { readonly id: string })[] }) {
  const format = useFormat();
  if (changes.length === 0) {
    return (
      <p className="text-muted">
        <Trans>Nothing has changed so far.</Trans>
      </p>
    );
  }
  return (
    <ol className="flex flex-col gap-3 border-s-2 border-line ps-5">
      {changes.map((change) => {
        const { at, kind } = readFragment(HistoryFragment, change);
        return (
          <li key={change.id}>
            <p className="text-sm text-muted">
              <time dateTime={at}>{format.instantDay(at)}</time>
            </p>
            <p>
              <Change kind={kind} />
            </p>
          </li>
        );
      })}
    </ol>
  );
}

function Change({ kind }: { readonly kind: "JOINED" | "VERIFICATION_CHANGED" | "RECORD_CHANGED" | "MEMBERS_CHANGED" | "IMPORTED" }) {
  switch (kind) {
    case "JOINED":
      return <Trans>Joined Sanad</Trans>;
    case "VERIFICATION_CHANGED":
      return <Trans>An authority decided on its verification</Trans>;
    case "RECORD_CHANGED":
      return <Trans>Its record was changed</Trans>;
    case "MEMBERS_CHANGED":
      return <Trans>Its members or their roles changed</Trans>;
    case "IMPORTED":
      return <Trans>Taken over from a published register</Trans>;
  }
}
