import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useQuery } from "urql";
import { useChange } from "../../features/staff/change";
import { Confirm } from "../../features/staff/confirm";
import { ErrorSummary, fieldId, refusalAt, useRefusalText, type Refusal } from "../../features/staff/errors";
import { inputOf, LocalizedField, WritingLanguage, type LocalizedDraft } from "../../features/staff/localized-fields";
import { VerificationTag, type VerificationState } from "../../features/staff/verification-tag";
import { Waiting } from "../../features/staff/waiting";
import { graphql, type ResultOf } from "../../lib/graphql";
import { useFormat } from "../../lib/format/use-format";
import { useLanguage } from "../../lib/i18n";
import { countryNames } from "../../lib/labels";
import { languageTable, type Language } from "../../lib/locales";
import { kindNames } from "../../lib/names";
import { Button } from "../../ui/button";
import { Localized, LocalizedFragment } from "../../ui/localized";
import { Notice } from "../../ui/notice";
import { StatePanel } from "../../ui/state-panel";
import { useOrganizationSlug } from "./organization";

const RecordQuery = graphql(
  `
    query OrganizationToVerify($slug: String!, $locale: Locale!) {
      organizationBySlug(slug: $slug) {
        id
        slug
        kind
        jurisdiction
        foundedIn
        legalForm {
          ...Localized
        }
        identifiers {
          scheme
          value
        }
        contacts {
          kind
          value
        }
        responsiblePeople {
          name {
            ...Localized
          }
          position {
            ...Localized
          }
        }
        lastReport {
          year
          url
        }
        verification {
          state
        }
        decisions {
          state
          at
          by {
            id
            name {
              ...Localized
            }
          }
          note {
            ...Localized
          }
        }
      }
    }
  `,
  [LocalizedFragment],
);

type Body = NonNullable<ResultOf<typeof RecordQuery>["organizationBySlug"]>;

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

const undecided: readonly Refusal[] = [{ code: "REQUIRED", path: ["state"] }];

/** What can be decided next; a state decided once more confirms it anew. */
const next: Record<VerificationState, readonly VerificationState[]> = {
  UNVERIFIED: ["IN_REVIEW", "VERIFIED"],
  IN_REVIEW: ["VERIFIED", "REVOKED", "UNVERIFIED"],
  VERIFIED: ["VERIFIED", "IN_REVIEW", "REVOKED"],
  REVOKED: ["IN_REVIEW", "VERIFIED"],
};

/** Where a registrar decides on a body: what its record says, what was decided before, the decision and its reason. */
export function VerificationPage() {
  const slug = useOrganizationSlug();
  const locale = languageTable[useLanguage()].graphql;
  const [{ data, error }] = useQuery({ query: RecordQuery, variables: { slug, locale } });
  if (error && !data) throw error;
  if (!data) return <Waiting />;
  const body = data.organizationBySlug;
  if (!body?.decisions) {
    return (
      <StatePanel icon="shield" title={<Trans>Only a registrar of its country decides on this organization</Trans>}>
        <Trans>Your account has no such role.</Trans>
      </StatePanel>
    );
  }
  return (
    <div className="grid gap-8 lg:grid-cols-[3fr_2fr]">
      <div className="flex flex-col gap-8">
        <Record body={body} />
        <Decisions decisions={body.decisions} />
      </div>
      <Decide key={body.id} body={body} />
    </div>
  );
}

function Record({ body }: { readonly body: Body }) {
  const { i18n } = useLingui();
  const format = useFormat();
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-lg">
        <Trans>What its record says</Trans>
      </h2>
      <dl className="divide-y divide-line text-sm">
        <Row label={<Trans>Kind</Trans>}>{i18n._(kindNames[body.kind])}</Row>
        <Row label={<Trans>Country</Trans>}>{i18n._(countryNames[body.jurisdiction])}</Row>
        <Row label={<Trans>Legal form</Trans>}>{body.legalForm ? <Localized value={body.legalForm} /> : null}</Row>
        <Row label={<Trans>Founded in</Trans>}>{body.foundedIn ? format.year(body.foundedIn) : null}</Row>
        <Row label={<Trans>Numbers</Trans>}>
          {body.identifiers.length > 0
            ? body.identifiers.map(({ scheme, value }) => (
                <span key={`${scheme} ${value}`} className="block break-all">
                  <bdi dir="ltr">
                    {scheme} {value}
                  </bdi>
                </span>
              ))
            : null}
        </Row>
        <Row label={<Trans>People who answer for it</Trans>}>
          {body.responsiblePeople.length > 0
            ? body.responsiblePeople.map((person, index) => (
                <span key={index} className="block">
                  <Localized value={person.name} />
                  <span className="text-muted">
                    {" · "}
                    <Localized value={person.position} />
                  </span>
                </span>
              ))
            : null}
        </Row>
        <Row label={<Trans>Ways to reach it</Trans>}>
          {body.contacts.length > 0
            ? body.contacts.map(({ kind, value }) => (
                <span key={`${kind} ${value}`} className="block break-words">
                  <bdi dir={kind === "ADDRESS" ? "auto" : "ltr"}>{value}</bdi>
                </span>
              ))
            : null}
        </Row>
        <Row label={<Trans>Last annual report</Trans>}>
          {body.lastReport ? (
            body.lastReport.url ? (
              <a href={body.lastReport.url} rel="noreferrer" className="text-action underline underline-offset-4">
                {format.year(body.lastReport.year)}
              </a>
            ) : (
              format.year(body.lastReport.year)
            )
          ) : null}
        </Row>
      </dl>
      <p>
        <Link to="/organizations/$slug" params={{ slug: body.slug }} className="font-semibold text-action underline underline-offset-4">
          <Trans>Open its public page</Trans>
        </Link>
      </p>
    </section>
  );
}

function Row({ label, children }: { readonly label: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="grid gap-x-4 py-2 sm:grid-cols-[12rem_1fr]">
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 font-semibold">
        {children ?? (
          <span className="font-normal text-muted">
            <Trans>not stated</Trans>
          </span>
        )}
      </dd>
    </div>
  );
}

function Decisions({ decisions }: { readonly decisions: NonNullable<Body["decisions"]> }) {
  const format = useFormat();
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-lg">
        <Trans>Decided so far</Trans>
      </h2>
      {decisions.length === 0 ? (
        <p className="text-sm text-muted">
          <Trans>Nobody has decided on this organization yet.</Trans>
        </p>
      ) : (
        <ol className="flex flex-col gap-4" data-testid="decisions">
          {decisions.map((decision, index) => (
            <li key={`${decision.at ?? ""} ${String(index)}`} className="border-s-2 border-line ps-4 text-sm">
              <VerificationTag state={decision.state} />
              <p className="text-muted">
                {decision.at ? format.instant(decision.at) : null}
                {decision.by ? (
                  <>
                    {" · "}
                    <Localized value={decision.by.name} />
                  </>
                ) : null}
              </p>
              {decision.note ? (
                <p className="mt-1 max-w-[65ch]">
                  <Localized value={decision.note} />
                </p>
              ) : null}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Decide({ body }: { readonly body: Body }) {
  const { t } = useLingui();
  const text = useRefusalText();
  const language = useLanguage();
  const present = body.verification.state;
  const [chosen, setChosen] = useState<VerificationState | null>(null);
  const [note, setNote] = useState<LocalizedDraft>({});
  const [writing, setWriting] = useState<Language>(language);
  const [asking, setAsking] = useState(false);
  const [unchosen, setUnchosen] = useState(false);
  const [recorded, setRecorded] = useState(false);
  const verify = useChange(VerifyMutation, pickVerify);
  // The choice stands for this state only: after a decision, others are offered.
  const decision = chosen && next[present].includes(chosen) ? chosen : null;
  const refusals = unchosen ? undecided : verify.refusals;
  const stateError = refusalAt(refusals, "state");
  const noteError = refusalAt(refusals, "note");
  const record = () => {
    if (!decision) return;
    void verify.run({ input: { organizationId: body.id, state: decision, note: inputOf(note) } }).then((done) => {
      setAsking(false);
      if (!done) return;
      setNote({});
      setChosen(null);
      setRecorded(true);
    });
  };
  return (
    <section>
      <form
        noValidate
        className="flex flex-col gap-4 rounded-md bg-surface p-5 shadow-card lg:sticky lg:top-4"
        onSubmit={(event) => {
          event.preventDefault();
          setRecorded(false);
          setUnchosen(decision === null);
          if (decision === null) verify.clear();
          else if (present === "VERIFIED" && decision !== "VERIFIED") setAsking(true);
          else record();
        }}
      >
        <h2 className="text-lg">
          <Trans>Decide</Trans>
        </h2>
        <p className="flex flex-wrap gap-2 text-sm">
          <Trans>Present state:</Trans> <VerificationTag state={present} />
        </p>
        <ErrorSummary refusals={refusals} />
        <fieldset id={fieldId(["state"])} className="flex flex-col gap-1">
          <legend className="mb-1 text-sm font-semibold">{t`Decision`}</legend>
          {stateError ? <p className="text-sm font-semibold text-danger">{text(stateError)}</p> : null}
          {next[present].map((state) => (
            <label key={state} className="flex min-h-9 cursor-pointer items-start gap-3 rounded-sm p-2 hover:bg-wash has-checked:bg-wash">
              <input
                type="radio"
                name="decision"
                value={state}
                className="mt-1 size-5 shrink-0 accent-action"
                checked={decision === state}
                onChange={() => {
                  setChosen(state);
                  setUnchosen(false);
                  setRecorded(false);
                }}
              />
              <span className="text-sm">
                <span className="block font-semibold">
                  <DecisionName from={present} to={state} />
                </span>
                <span className="block text-muted">
                  <DecisionEffect to={state} />
                </span>
              </span>
            </label>
          ))}
        </fieldset>
        <WritingLanguage value={writing} onChange={setWriting} begun={(each) => (note[each] ?? "").trim() !== ""} />
        <LocalizedField
          id={fieldId(["note"])}
          label={decision === "REVOKED" ? t`Why it is withdrawn, and on what evidence` : t`What you checked, and the evidence you saw`}
          hint={t`The public reads this. No names of private persons.`}
          error={noteError ? text(noteError) : undefined}
          language={writing}
          value={note}
          rows={4}
          maxLength={2000}
          onChange={setNote}
        />
        <Button type="submit" busy={verify.busy}>
          <Trans>Record the decision</Trans>
        </Button>
        <div aria-live="polite">
          {recorded ? (
            <Notice icon="check">
              <Trans>The decision is recorded; the public sees it now.</Trans>
            </Notice>
          ) : null}
        </div>
      </form>
      <Confirm
        open={asking}
        title={<Trans>Take the confirmation away?</Trans>}
        action={<Trans>Record the decision</Trans>}
        busy={verify.busy}
        onClose={() => setAsking(false)}
        onConfirm={record}
      >
        <p>
          <Trans>Donors stop seeing this organization as verified at once. Its campaigns and its money stay as they are.</Trans>
        </p>
      </Confirm>
    </section>
  );
}

function DecisionName({ from, to }: { readonly from: VerificationState; readonly to: VerificationState }) {
  switch (to) {
    case "VERIFIED":
      return from === "VERIFIED" ? <Trans>Confirm it anew</Trans> : <Trans>Verify it</Trans>;
    case "IN_REVIEW":
      return from === "VERIFIED" ? <Trans>Suspend it and check again</Trans> : <Trans>Begin the check</Trans>;
    case "REVOKED":
      return <Trans>Withdraw the verification</Trans>;
    case "UNVERIFIED":
      return <Trans>Break the check off</Trans>;
  }
}

function DecisionEffect({ to }: { readonly to: VerificationState }) {
  switch (to) {
    case "VERIFIED":
      return <Trans>The public sees who verified it, when, and what was checked.</Trans>;
    case "IN_REVIEW":
      return <Trans>The public sees that an authority is checking it.</Trans>;
    case "REVOKED":
      return <Trans>The public sees that it was withdrawn, and why.</Trans>;
    case "UNVERIFIED":
      return <Trans>The public sees that nobody has verified it.</Trans>;
  }
}

function pickVerify<Payload>(data: { readonly verifyOrganization: Payload }): Payload {
  return data.verifyOrganization;
}
