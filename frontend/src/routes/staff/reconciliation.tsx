import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useClient, useQuery } from "urql";
import { useChange } from "../../features/staff/change";
import { DayField } from "../../features/staff/date-field";
import { ErrorSummary, type Refusal } from "../../features/staff/errors";
import { FileField } from "../../features/staff/file-field";
import { verdictNames } from "../../features/staff/names";
import { MoreButton, useList } from "../../features/staff/pages";
import { Table } from "../../features/staff/table";
import { upload } from "../../features/staff/upload";
import { Waiting } from "../../features/staff/waiting";
import { graphql } from "../../lib/graphql";
import { useFormat } from "../../lib/format/use-format";
import { Button, buttonClass } from "../../ui/button";
import { Money, MoneyFragment } from "../../ui/money";
import { StatePanel } from "../../ui/state-panel";
import { useOrganizationSlug } from "./organization";

const ReconciliationsQuery = graphql(`
  query Reconciliations($slug: String!, $after: String) {
    organizationBySlug(slug: $slug) {
      id
      reconciliations(first: 20, after: $after) {
        nodes {
          id
          fileName
          createdAt
          matched
          missingHere
          missingThere
          different
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

const LinesQuery = graphql(
  `
    query ReconciliationLines($id: ID!) {
      node(id: $id) {
        __typename
        id
        ... on Reconciliation {
          lines(first: 100) {
            nodes {
              verdict
              paymentReference
              statedAmount {
                ...MoneyParts
              }
              donation {
                id
                reference
                amount {
                  ...MoneyParts
                }
              }
            }
          }
        }
      }
    }
  `,
  [MoneyFragment],
);

const SettlementFileQuery = graphql(`
  query SettlementFile($slug: String!, $day: Date!) {
    organizationBySlug(slug: $slug) {
      id
      settlementFileUrl(day: $day)
    }
  }
`);

const ReconcileMutation = graphql(`
  mutation Reconcile($input: ReconcileInput!) {
    reconcile(input: $input) {
      reconciliation {
        id
      }
      userErrors {
        code
        path
      }
    }
  }
`);

/** Compares the ledger with what the gateway says that it settled. */
export function ReconciliationPage() {
  const format = useFormat();
  const client = useClient();
  const slug = useOrganizationSlug();
  const list = useList(ReconciliationsQuery, { slug }, (data) => data.organizationBySlug?.reconciliations, "Reconciliation");
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [failed, setFailed] = useState<readonly Refusal[]>([]);
  const [open, setOpen] = useState<string | null>(null);
  const reconcile = useChange(ReconcileMutation, pickReconcile, (payload) => {
    setOpen(payload.reconciliation?.id ?? null);
    setFile(null);
  });
  if (list.error && !list.data) throw list.error;
  const organizationId = list.data?.organizationBySlug?.id;
  if (!organizationId) return <Waiting />;

  async function compare(chosen: File, organization: string) {
    setFailed([]);
    reconcile.clear();
    setShare(0);
    const sent = await upload(client, chosen, "SETTLEMENT_FILE", organization, setShare);
    setShare(null);
    if (!sent.done) {
      setFailed([sent.refusal]);
      return;
    }
    await reconcile.run({ input: { organizationId: organization, uploadId: sent.uploadId } });
  }

  return (
    <section className="flex flex-col gap-6">
      <h2 className="text-lg">
        <Trans>Reconciliation</Trans>
      </h2>
      <div className="flex flex-col gap-4 rounded-md bg-surface p-5 shadow-card">
        <SettlementDownload slug={slug} />
        <ErrorSummary refusals={[...failed, ...reconcile.refusals]} />
        <FileField
          label={<Trans>The gateway’s settlement file (CSV, up to 20 MB)</Trans>}
          accept=".csv,text/csv"
          file={file}
          share={share}
          onChoose={setFile}
        />
        <div>
          <Button disabled={file === null} busy={share !== null || reconcile.busy} onClick={() => file && void compare(file, organizationId)}>
            <Trans>Compare with the ledger</Trans>
          </Button>
        </div>
      </div>
      <Table
        caption={<Trans>Comparisons so far</Trans>}
        rows={list.nodes}
        rowKey={(row) => row.id}
        empty={
          <StatePanel icon="receipt" title={<Trans>Nothing compared yet</Trans>}>
            <Trans>Download the settlement file from your gateway and compare it here; the ledger itself is never changed by it.</Trans>
          </StatePanel>
        }
        columns={[
          { key: "file", header: <Trans>File</Trans>, cell: (row) => <bdi dir="ltr">{row.fileName}</bdi> },
          { key: "when", header: <Trans>When</Trans>, cell: (row) => format.instant(row.createdAt) },
          { key: "matched", numeric: true, header: <Trans>The same in both</Trans>, cell: (row) => format.integer(row.matched) },
          { key: "here", numeric: true, header: <Trans>In the file only</Trans>, cell: (row) => format.integer(row.missingHere) },
          { key: "there", numeric: true, header: <Trans>In the ledger only</Trans>, cell: (row) => format.integer(row.missingThere) },
          { key: "different", numeric: true, header: <Trans>Different</Trans>, cell: (row) => format.integer(row.different) },
          {
            key: "open",
            header: <Trans>Details</Trans>,
            cell: (row) => (
              <Button kind="quiet" className="min-h-9" aria-expanded={open === row.id} onClick={() => setOpen(open === row.id ? null : row.id)}>
                {open === row.id ? <Trans>Hide</Trans> : <Trans>Show</Trans>}
              </Button>
            ),
          },
        ]}
      />
      <MoreButton list={list} />
      {open ? <Lines id={open} /> : null}
    </section>
  );
}

/** A day's file as the gateway offers it. */
function SettlementDownload({ slug }: { readonly slug: string }) {
  const { t } = useLingui();
  const [day, setDay] = useState(() => new Date().toISOString().slice(0, 10));
  const [{ data }] = useQuery({ query: SettlementFileQuery, variables: { slug, day }, pause: day === "" });
  const address = day === "" ? null : data?.organizationBySlug?.settlementFileUrl;
  return (
    <div className="flex flex-wrap items-end gap-3 border-b border-line pb-4">
      <DayField label={t`Day`} value={day} onChange={setDay} />
      {address ? (
        <a href={address} className={buttonClass("outlined", "min-h-9")} download>
          <Trans>Download that day’s file</Trans>
        </a>
      ) : null}
    </div>
  );
}

function pickReconcile<Payload>(data: { readonly reconcile: Payload }): Payload {
  return data.reconcile;
}

function Lines({ id }: { readonly id: string }) {
  const { i18n } = useLingui();
  const [{ data }] = useQuery({ query: LinesQuery, variables: { id } });
  const node = data?.node;
  if (node?.__typename !== "Reconciliation") return null;
  const order = ["DIFFERENT", "MISSING_HERE", "MISSING_THERE", "MATCHED"];
  const lines = [...node.lines.nodes].sort((left, right) => order.indexOf(left.verdict) - order.indexOf(right.verdict));
  return (
    <Table
      caption={<Trans>Lines of the comparison</Trans>}
      rows={lines}
      rowKey={(row) => row.paymentReference}
      empty={null}
      columns={[
        { key: "verdict", header: <Trans>Verdict</Trans>, cell: (row) => i18n._(verdictNames[row.verdict]) },
        { key: "payment", header: <Trans>Payment</Trans>, cell: (row) => <bdi dir="ltr">{row.paymentReference}</bdi> },
        { key: "gift", header: <Trans>Gift</Trans>, cell: (row) => (row.donation ? <bdi dir="ltr">{row.donation.reference}</bdi> : "–") },
        { key: "stated", numeric: true, header: <Trans>In the file</Trans>, cell: (row) => (row.statedAmount ? <Money value={row.statedAmount} /> : "–") },
        { key: "ours", numeric: true, header: <Trans>In the ledger</Trans>, cell: (row) => (row.donation ? <Money value={row.donation.amount} /> : "–") },
      ]}
    />
  );
}
