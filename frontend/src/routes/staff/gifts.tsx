import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState, type SyntheticEvent } from "react";
import { newIdempotencyKey, useChange } from "../../features/staff/change";
import { Confirm } from "../../features/staff/confirm";
import { DayField } from "../../features/staff/date-field";
import { ErrorSummary } from "../../features/staff/errors";
import { SelectField, TextField } from "../../features/staff/field";
import { channelNames, giftStateNames, giftStates, refundReasonNames, refundReasons, type GiftState, type RefundReason } from "../../features/staff/names";
import { MoreButton, useList } from "../../features/staff/pages";
import { Table } from "../../features/staff/table";
import { Waiting } from "../../features/staff/waiting";
import { graphql } from "../../lib/graphql";
import { useFormat } from "../../lib/format/use-format";
import { useLanguage } from "../../lib/i18n";
import { languageTable } from "../../lib/locales";
import { intentionNames } from "../../lib/names";
import { Button } from "../../ui/button";
import { Localized, LocalizedFragment } from "../../ui/localized";
import { Money, MoneyFragment, type MoneyRef } from "../../ui/money";
import { Notice } from "../../ui/notice";
import { StatePanel } from "../../ui/state-panel";
import { useOrganizationSlug } from "./organization";
import type { GiftSearch } from "./routes";

const GiftsQuery = graphql(
  `
    query StaffGifts($slug: String!, $locale: Locale!, $filter: GiftFilter, $after: String) {
      organizationBySlug(slug: $slug) {
        id
        viewerCanManageFinance
        gifts(filter: $filter, first: 50, after: $after) {
          nodes {
            id
            reference
            state
            channel
            intention
            isAnonymous
            createdAt
            viewerCanRefund
            amount {
              ...MoneyParts
            }
            donor {
              name
              email
              phone
            }
            receipt {
              id
              number
            }
            campaign {
              id
              title {
                ...Localized
              }
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  `,
  [LocalizedFragment, MoneyFragment],
);

const RefundMutation = graphql(`
  mutation RefundGift($input: RefundDonationInput!) {
    refundDonation(input: $input) {
      donation {
        id
        state
        refund {
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

interface Refunding {
  readonly id: string;
  readonly reference: string;
  readonly amount: MoneyRef;
  readonly key: string;
}

/** The gifts of a body with their donors, as far as the viewer may know them; filters stand in the address. */
export function Gifts() {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const slug = useOrganizationSlug();
  const locale = languageTable[useLanguage()].graphql;
  const search: GiftSearch = useSearch({ strict: false });
  const state = giftStates.find((name) => name === search.state);
  const list = useList(
    GiftsQuery,
    {
      slug,
      locale,
      filter: { query: search.q ?? null, states: state ? [state] : null, from: search.from ?? null, to: search.to ?? null },
    },
    (data) => data.organizationBySlug?.gifts,
  );
  const [refunding, setRefunding] = useState<Refunding | null>(null);
  const [reason, setReason] = useState<RefundReason>("DONOR_REQUEST");
  const refund = useChange(RefundMutation, pickRefund);
  if (list.error && !list.data) throw list.error;
  const manages = list.data?.organizationBySlug?.viewerCanManageFinance ?? true;
  return (
    <section className="flex flex-col gap-4">
      <h2 className="text-lg">
        <Trans>Gifts</Trans>
      </h2>
      {manages ? null : (
        <Notice>
          <Trans>You read these gifts as a supervisor. Which donors’ names you saw here, and when, is written down.</Trans>
        </Notice>
      )}
      <GiftFilters search={search} />
      {list.data ? (
        <Table
          caption={<Trans>Gifts</Trans>}
          rows={list.nodes}
          rowKey={(row) => row.id}
          empty={
            <StatePanel icon="search" title={<Trans>No gift matches</Trans>}>
              <Trans>Try another time or state, or clear the search.</Trans>
            </StatePanel>
          }
          columns={[
            {
              key: "reference",
              header: <Trans>Reference</Trans>,
              cell: (row) => (
                <bdi dir="ltr" className="whitespace-nowrap font-mono">
                  {row.reference}
                </bdi>
              ),
            },
            { key: "when", header: <Trans>When</Trans>, cell: (row) => format.instant(row.createdAt) },
            { key: "amount", numeric: true, header: <Trans>Amount</Trans>, cell: (row) => <Money value={row.amount} /> },
            { key: "campaign", header: <Trans>Campaign</Trans>, cell: (row) => <Localized value={row.campaign.title} /> },
            { key: "intention", header: <Trans>Intention</Trans>, cell: (row) => i18n._(intentionNames[row.intention]) },
            {
              key: "donor",
              header: <Trans>Donor</Trans>,
              cell: (row) =>
                row.donor ? (
                  <span>
                    <bdi>{row.donor.name ?? t`No name left`}</bdi>
                    <bdi dir="ltr" className="block text-muted">
                      {row.donor.email ?? row.donor.phone}
                    </bdi>
                  </span>
                ) : (
                  <span className="text-muted">
                    <Trans>Anonymous</Trans>
                  </span>
                ),
            },
            {
              key: "state",
              header: <Trans>State</Trans>,
              cell: (row) => (
                <>
                  {i18n._(giftStateNames[row.state])}
                  <span className="block text-muted">{i18n._(channelNames[row.channel])}</span>
                </>
              ),
            },
            {
              key: "receipt",
              header: <Trans>Receipt</Trans>,
              cell: (row) => (row.receipt ? <bdi dir="ltr" className="whitespace-nowrap">{row.receipt.number}</bdi> : "–"),
            },
            {
              key: "actions",
              hidden: !manages,
              header: <Trans>Actions</Trans>,
              cell: (row) =>
                row.viewerCanRefund ? (
                  <Button
                    kind="quiet"
                    className="min-h-9 whitespace-nowrap"
                    onClick={() => {
                      refund.clear();
                      setRefunding({ id: row.id, reference: row.reference, amount: row.amount, key: newIdempotencyKey() });
                    }}
                  >
                    <Trans>Pay back</Trans>
                  </Button>
                ) : null,
            },
          ]}
        />
      ) : (
        <Waiting />
      )}
      <MoreButton list={list} />
      <Confirm
        open={refunding !== null}
        title={<Trans>Pay this gift back?</Trans>}
        action={<Trans>Pay back</Trans>}
        busy={refund.busy}
        onClose={() => setRefunding(null)}
        onConfirm={() => {
          if (!refunding) return;
          void refund
            .run({ input: { donationId: refunding.id, reason, idempotencyKey: refunding.key } })
            .then((done) => done && setRefunding(null));
        }}
      >
        <ErrorSummary refusals={refund.refusals} />
        {refunding ? (
          <p>
            <Trans>
              <Money value={refunding.amount} /> of gift <bdi dir="ltr">{refunding.reference}</bdi> goes back the way it came. The receipt is
              voided. This can’t be taken back.
            </Trans>
          </p>
        ) : null}
        <SelectField
          label={<Trans>Reason</Trans>}
          value={reason}
          onChange={(event) => setReason(event.target.value as RefundReason)}
        >
          {refundReasons.map((each) => (
            <option key={each} value={each}>
              {i18n._(refundReasonNames[each])}
            </option>
          ))}
        </SelectField>
      </Confirm>
    </section>
  );
}

function pickRefund<Payload>(data: { readonly refundDonation: Payload }): Payload {
  return data.refundDonation;
}

function GiftFilters({ search }: { readonly search: GiftSearch }) {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const [words, setWords] = useState(search.q ?? "");
  const go = (change: Partial<Record<keyof GiftSearch, string>>) => {
    const next = Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value));
    void navigate({ to: ".", search: next, replace: true });
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    go({ q: words.trim() });
  };
  return (
    <form onSubmit={submit} role="search" className="grid items-end gap-3 md:grid-cols-[2fr_1fr_1fr_1fr_auto]">
      <TextField
        label={<Trans>Reference, receipt or name</Trans>}
        type="search"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <SelectField label={<Trans>State</Trans>} value={search.state ?? ""} onChange={(event) => go({ state: event.target.value })}>
        <option value="">{t`All`}</option>
        {giftStates.map((state: GiftState) => (
          <option key={state} value={state}>
            {i18n._(giftStateNames[state])}
          </option>
        ))}
      </SelectField>
      <DayField label={t`From`} value={search.from ?? ""} onChange={(from) => go({ from })} />
      <DayField label={t`To`} value={search.to ?? ""} onChange={(to) => go({ to })} />
      <Button kind="outlined" type="submit" className="min-h-9">
        <Trans>Search</Trans>
      </Button>
    </form>
  );
}
