import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useChange } from "../../features/staff/change";
import { Confirm } from "../../features/staff/confirm";
import { ErrorSummary } from "../../features/staff/errors";
import { SelectField, TextField } from "../../features/staff/field";
import { inputOf, LocalizedField, WritingLanguage, type LocalizedDraft } from "../../features/staff/localized-fields";
import { MoreButton, useList } from "../../features/staff/pages";
import { Table } from "../../features/staff/table";
import { graphql } from "../../lib/graphql";
import { useLanguage } from "../../lib/i18n";
import { countryNames } from "../../lib/labels";
import { languageTable, type Language } from "../../lib/locales";
import { kindNames, verificationNames } from "../../lib/names";
import { Button } from "../../ui/button";
import { Localized, LocalizedFragment, localizedText } from "../../ui/localized";
import { PageTitle } from "../../ui/page-title";
import { StatePanel } from "../../ui/state-panel";

const states = ["UNVERIFIED", "IN_REVIEW", "VERIFIED", "REVOKED"] as const;
type State = (typeof states)[number];

const QueueQuery = graphql(
  `
    query VerificationQueue($locale: Locale!, $filter: OrganizationFilter, $after: String) {
      organizations(filter: $filter, orderBy: NAME, locale: $locale, first: 50, after: $after) {
        nodes {
          id
          slug
          kind
          jurisdiction
          name {
            ...Localized
          }
          identifiers {
            scheme
            value
          }
          verification {
            state
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [LocalizedFragment],
);

const VerifyMutation = graphql(`
  mutation VerifyOrganization($input: VerifyOrganizationInput!) {
    verifyOrganization(input: $input) {
      organization {
        id
        verification {
          state
        }
      }
      userErrors {
        code
        path
      }
    }
  }
`);

interface Deciding {
  readonly id: string;
  readonly name: string;
  readonly state: State;
}

/** Where a registrar decides on bodies: who is new, what the register says, the decision and its reason. */
export function VerificationPage() {
  const { t, i18n } = useLingui();
  const language = useLanguage();
  const locale = languageTable[language].graphql;
  const [shown, setShown] = useState<State>("UNVERIFIED");
  const [typed, setTyped] = useState("");
  const [words, setWords] = useState("");
  const list = useList(QueueQuery, { locale, filter: { verification: [shown], query: words || null } }, (data) => data.organizations, "Organization");
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const [note, setNote] = useState<LocalizedDraft>({});
  const [writing, setWriting] = useState<Language>(language);
  const verify = useChange(VerifyMutation, pickVerify);
  if (list.error && !list.data) throw list.error;
  return (
    <div className="flex flex-col gap-4">
      <PageTitle title={t`Verify organizations`} />
      <h1 className="text-2xl">
        <Trans>Verify organizations</Trans>
      </h1>
      <form
        role="search"
        className="grid items-end gap-3 sm:grid-cols-[2fr_1fr_auto]"
        onSubmit={(event) => {
          event.preventDefault();
          setWords(typed.trim());
        }}
      >
        <TextField type="search" label={<Trans>Name or number</Trans>} value={typed} onChange={(event) => setTyped(event.target.value)} />
        <SelectField label={<Trans>State</Trans>} value={shown} onChange={(event) => setShown(event.target.value as State)}>
          {states.map((state) => (
            <option key={state} value={state}>
              {i18n._(verificationNames[state])}
            </option>
          ))}
        </SelectField>
        <Button kind="outlined" type="submit" className="min-h-9">
          <Trans>Search</Trans>
        </Button>
      </form>
      {list.data ? (
        <Table
          caption={<Trans>Organizations</Trans>}
          rows={list.nodes}
          rowKey={(row) => row.id}
          empty={
            <StatePanel icon="check" title={<Trans>Nothing waits here</Trans>}>
              <Trans>No organization is in this state.</Trans>
            </StatePanel>
          }
          columns={[
            {
              key: "name",
              header: <Trans>Name</Trans>,
              cell: (row) => (
                <Link to="/organizations/$slug" params={{ slug: row.slug }} className="font-semibold text-action underline underline-offset-4">
                  <Localized value={row.name} />
                </Link>
              ),
            },
            { key: "kind", header: <Trans>Kind</Trans>, cell: (row) => i18n._(kindNames[row.kind]) },
            { key: "country", header: <Trans>Country</Trans>, cell: (row) => i18n._(countryNames[row.jurisdiction]) },
            {
              key: "numbers",
              header: <Trans>Numbers</Trans>,
              cell: (row) =>
                row.identifiers.map((identifier) => (
                  <bdi key={`${identifier.scheme} ${identifier.value}`} dir="ltr" className="block">
                    {identifier.scheme} {identifier.value}
                  </bdi>
                )),
            },
            {
              key: "actions",
              header: <Trans>Actions</Trans>,
              cell: (row) => (
                <Button
                  kind="quiet"
                  className="min-h-9"
                  onClick={() => {
                    verify.clear();
                    setNote({});
                    setDeciding({ id: row.id, name: localizedText(row.name), state: row.verification.state === "VERIFIED" ? "REVOKED" : "VERIFIED" });
                  }}
                >
                  <Trans>Decide</Trans>
                </Button>
              ),
            },
          ]}
        />
      ) : null}
      <MoreButton list={list} />
      <Confirm
        open={deciding !== null}
        title={<Trans>Decide on the verification</Trans>}
        action={<Trans>Record the decision</Trans>}
        busy={verify.busy}
        onClose={() => setDeciding(null)}
        onConfirm={() => {
          if (!deciding) return;
          void verify
            .run({ input: { organizationId: deciding.id, state: deciding.state, note: inputOf(note) } })
            .then((done) => done && setDeciding(null));
        }}
      >
        <ErrorSummary refusals={verify.refusals} />
        {deciding ? (
          <>
            <p>
              <bdi className="font-semibold">{deciding.name}</bdi>
            </p>
            <SelectField
              label={<Trans>Decision</Trans>}
              value={deciding.state}
              onChange={(event) => setDeciding({ ...deciding, state: event.target.value as State })}
            >
              {states.map((state) => (
                <option key={state} value={state}>
                  {i18n._(verificationNames[state])}
                </option>
              ))}
            </SelectField>
            <WritingLanguage value={writing} onChange={setWriting} begun={(each) => (note[each] ?? "").trim() !== ""} />
            <LocalizedField label={t`What was checked; the public reads this`} language={writing} value={note} rows={3} onChange={setNote} />
          </>
        ) : null}
      </Confirm>
    </div>
  );
}

function pickVerify<Payload>(data: { readonly verifyOrganization: Payload }): Payload {
  return data.verifyOrganization;
}
