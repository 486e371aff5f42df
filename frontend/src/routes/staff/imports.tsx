import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useClient, useQuery, useSubscription } from "urql";
import { useChange } from "../../features/staff/change";
import { ErrorSummary, type Refusal } from "../../features/staff/errors";
import { FileField } from "../../features/staff/file-field";
import { importedKinds, findingReasons, importStates, importVerdicts, refusalNames } from "../../features/staff/names";
import { MoreButton, useList } from "../../features/staff/pages";
import { Table } from "../../features/staff/table";
import { upload } from "../../features/staff/upload";
import { Waiting } from "../../features/staff/waiting";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql";
import { useFormat } from "../../lib/format/use-format";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { ProgressBar } from "../../ui/progress-bar";
import { PageTitle } from "../../ui/page-title";
import { StatePanel } from "../../ui/state-panel";

const ImportFragment = graphql(`
  fragment ImportState on Import {
    id
    fileName
    state
    progress
    createdAt
    refusal
    counts {
      kind
      verdict
      count
    }
  }
`);

const ImportsQuery = graphql(
  `
    query Imports($after: String) {
      imports(first: 20, after: $after) {
        nodes {
          id
          ...ImportState
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [ImportFragment],
);

const FindingsQuery = graphql(`
  query ImportFindings($id: ID!, $after: String) {
    node(id: $id) {
      __typename
      id
      ... on Import {
        findings(first: 100, after: $after) {
          nodes {
            line
            element
            verdict
            reason
            message
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);

const PreviewMutation = graphql(
  `
    mutation PreviewImport($input: PreviewImportInput!) {
      previewImport(input: $input) {
        import {
          id
          ...ImportState
        }
        userErrors {
          code
          path
        }
      }
    }
  `,
  [ImportFragment],
);

const RunMutation = graphql(
  `
    mutation RunImport($input: RunImportInput!) {
      runImport(input: $input) {
        import {
          id
          ...ImportState
        }
        userErrors {
          code
          path
        }
      }
    }
  `,
  [ImportFragment],
);

const ProgressSubscription = graphql(
  `
    subscription ImportProgress($id: ID!) {
      importProgress(importId: $id) {
        id
        ...ImportState
      }
    }
  `,
  [ImportFragment],
);

type ImportRef = FragmentOf<typeof ImportFragment>;

/** Takes IATI files in: what would happen first, then all of it or nothing. For registrars. */
export function Imports() {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const client = useClient();
  const list = useList(ImportsQuery, {}, (data) => data.imports, "Import");
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [failed, setFailed] = useState<readonly Refusal[]>([]);
  const [open, setOpen] = useState<string | null>(null);
  const preview = useChange(PreviewMutation, pickPreview, (payload) => {
    setOpen(payload.import?.id ?? null);
    setFile(null);
  });
  if (list.error && !list.data) throw list.error;
  if (!list.data) return <Waiting />;
  if (!list.data.imports) {
    return (
      <StatePanel icon="shield" headingLevel={1} title={<Trans>Only registrars import files</Trans>}>
        <Trans>Your account has no such role.</Trans>
      </StatePanel>
    );
  }
  const rows = list.nodes.map((node) => readFragment(ImportFragment, node as ImportRef));
  const opened = list.nodes.find((node) => node.id === open);

  async function send(chosen: File) {
    setFailed([]);
    preview.clear();
    setShare(0);
    const sent = await upload(client, chosen, "IATI_FILE", null, setShare);
    setShare(null);
    if (!sent.done) {
      setFailed([sent.refusal]);
      return;
    }
    await preview.run({ input: { uploadId: sent.uploadId } });
  }

  return (
    <div className="flex flex-col gap-6">
      <PageTitle title={t`Import IATI files`} />
      <h1 className="text-2xl">
        <Trans>Import IATI files</Trans>
      </h1>
      <div className="flex flex-col gap-4 rounded-md bg-surface p-5 shadow-card">
        <ErrorSummary refusals={[...failed, ...preview.refusals]} />
        <FileField label={<Trans>IATI 2.x activity file (XML, up to 60 MB)</Trans>} accept=".xml,application/xml,text/xml" file={file} share={share} onChoose={setFile} />
        <div>
          <Button disabled={file === null} busy={share !== null || preview.busy} onClick={() => file && void send(file)}>
            <Trans>Show what it would do</Trans>
          </Button>
        </div>
      </div>
      {opened ? <OpenImport key={opened.id} value={opened} /> : null}
      <Table
        caption={<Trans>Imports so far</Trans>}
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <StatePanel icon="receipt" title={<Trans>Nothing imported yet</Trans>}>
            <Trans>Choose a file. Nothing changes before you have seen what it would do and say so.</Trans>
          </StatePanel>
        }
        columns={[
          { key: "file", header: <Trans>File</Trans>, cell: (row) => <bdi dir="ltr">{row.fileName}</bdi> },
          { key: "when", header: <Trans>When</Trans>, cell: (row) => format.instant(row.createdAt) },
          { key: "state", header: <Trans>State</Trans>, cell: (row) => i18n._(importStates[row.state]) },
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
    </div>
  );
}

function pickPreview<Payload>(data: { readonly previewImport: Payload }): Payload {
  return data.previewImport;
}

function pickRun<Payload>(data: { readonly runImport: Payload }): Payload {
  return data.runImport;
}

/** One import: its counts, its findings, and the button that carries it out. */
function OpenImport({ value }: { readonly value: ImportRef & { readonly id: string } }) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const stored = readFragment(ImportFragment, value);
  const moving = stored.state === "READING" || stored.state === "RUNNING";
  const [started, setStarted] = useState(false);
  const [{ data: live }] = useSubscription({ query: ProgressSubscription, variables: { id: value.id }, pause: !moving && !started });
  const state = live ? readFragment(ImportFragment, live.importProgress) : stored;
  const run = useChange(RunMutation, pickRun, () => setStarted(true));
  const [{ data }] = useQuery({ query: FindingsQuery, variables: { id: value.id }, requestPolicy: "cache-and-network" });
  const findings = data?.node?.__typename === "Import" ? data.node.findings.nodes : [];
  const kinds = ["ORGANIZATION", "ACTIVITY", "TRANSACTION"] as const;
  const verdicts = ["CREATED", "CHANGED", "UNCHANGED", "REFUSED"] as const;
  const count = (kind: string, verdict: string) =>
    state.counts.find((each) => each.kind === kind && each.verdict === verdict)?.count ?? 0;
  return (
    <section className="flex flex-col gap-4 rounded-md border border-line p-5">
      <h2 className="text-lg">
        <bdi dir="ltr">{state.fileName}</bdi> <span className="font-normal text-muted">({i18n._(importStates[state.state])})</span>
      </h2>
      {state.refusal ? (
        <Notice tone="danger" icon="alert">
          {i18n._(refusalNames[state.refusal])}
        </Notice>
      ) : null}
      {state.state === "READING" || state.state === "RUNNING" ? (
        <ProgressBar percent={state.progress} text={format.percent(state.progress)} label={t`Progress of the import`} />
      ) : null}
      <Table
        caption={<Trans>What the file would do</Trans>}
        rows={kinds}
        rowKey={(kind) => kind}
        empty={null}
        columns={[
          { key: "kind", header: <Trans>Kind</Trans>, cell: (kind) => i18n._(importedKinds[kind]) },
          ...verdicts.map((verdict) => ({
            key: verdict,
            numeric: true,
            header: i18n._(importVerdicts[verdict]),
            cell: (kind: string) => format.integer(count(kind, verdict)),
          })),
        ]}
      />
      <ErrorSummary refusals={run.refusals} />
      {state.state === "PREVIEWED" ? (
        <div>
          <Button busy={run.busy} onClick={() => void run.run({ input: { importId: value.id } })}>
            <Trans>Import it, all or nothing</Trans>
          </Button>
        </div>
      ) : null}
      {findings.length > 0 ? (
        <Table
          caption={<Trans>Findings</Trans>}
          rows={findings.map((finding, index) => ({ ...finding, key: String(index) }))}
          rowKey={(row) => row.key}
          empty={null}
          columns={[
            { key: "line", numeric: true, header: <Trans>Line</Trans>, cell: (row) => format.integer(row.line) },
            { key: "element", header: <Trans>Element</Trans>, cell: (row) => <bdi dir="ltr">{row.element}</bdi> },
            { key: "verdict", header: <Trans>Verdict</Trans>, cell: (row) => i18n._(importVerdicts[row.verdict]) },
            {
              key: "message",
              header: <Trans>Reason</Trans>,
              cell: (row) => {
                const known = findingReasons[row.reason];
                return known ? (
                  i18n._(known)
                ) : (
                  <bdi lang="en" dir="ltr">
                    {row.message}
                  </bdi>
                );
              },
            },
          ]}
        />
      ) : null}
    </section>
  );
}
