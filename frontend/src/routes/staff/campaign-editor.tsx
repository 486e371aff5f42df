import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { useQuery } from "urql";
import {
  CreateCampaign,
  draftOfCampaign,
  EditedCampaignQuery,
  emptyDraft,
  fieldsOf,
  UpdateCampaign,
  type CampaignDraft,
  type EditedCampaign,
} from "../../features/staff/campaign-draft";
import { CampaignActions } from "../../features/staff/campaign-actions";
import { CampaignForm } from "../../features/staff/campaign-form";
import { useChange } from "../../features/staff/change";
import { ErrorSummary } from "../../features/staff/errors";
import { PostUpdate } from "../../features/staff/post-update";
import { Waiting } from "../../features/staff/waiting";
import { graphql } from "../../lib/graphql";
import { useLanguage } from "../../lib/i18n";
import { languages, type Language } from "../../lib/locales";
import { statusNames } from "../../lib/names";
import { readStored, writeStored } from "../../lib/storage";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { StatePanel } from "../../ui/state-panel";
import { useOrganizationSlug } from "./organization";

const EditorQuery = graphql(`
  query CampaignEditor($slug: String!) {
    organizationBySlug(slug: $slug) {
      id
      jurisdiction
    }
  }
`);

const currencyOf = { SY: "SYP", KW: "KWD", IR: "IRR", XX: "USD" } as const;

/** Begins a campaign. */
export function NewCampaign() {
  const slug = useOrganizationSlug();
  const [{ data, error }] = useQuery({ query: EditorQuery, variables: { slug } });
  if (error && !data) throw error;
  const organization = data?.organizationBySlug;
  if (!organization) return <Waiting />;
  return (
    <Editor
      key={organization.id}
      organizationId={organization.id}
      jurisdiction={organization.jurisdiction}
      campaign={null}
      stored={{ ...emptyDraft, currency: currencyOf[organization.jurisdiction] }}
    />
  );
}

/** Changes a campaign: texts, money, dates, status, news. */
export function EditCampaign() {
  const slug = useOrganizationSlug();
  const { campaign: campaignSlug = "" }: { campaign?: string } = useParams({ strict: false });
  const [{ data: frame }] = useQuery({ query: EditorQuery, variables: { slug } });
  const [{ data, error }] = useQuery({ query: EditedCampaignQuery, variables: { slug: campaignSlug } });
  if (error && !data) throw error;
  if (!data || !frame?.organizationBySlug) return <Waiting />;
  const campaign = data.campaignBySlug;
  if (!campaign?.viewerCanEdit) {
    return (
      <StatePanel icon="search" title={<Trans>No such campaign</Trans>}>
        <Trans>It is not one of this organization’s, or your role does not let you change it.</Trans>
      </StatePanel>
    );
  }
  return (
    <Editor
      key={campaign.id}
      organizationId={campaign.organization.id}
      jurisdiction={frame.organizationBySlug.jurisdiction}
      campaign={campaign}
      stored={draftOfCampaign(campaign)}
    />
  );
}

interface EditorProps {
  readonly organizationId: string;
  readonly jurisdiction: "SY" | "KW" | "IR" | "XX";
  /** Null for one that is only begun. */
  readonly campaign: EditedCampaign | null;
  readonly stored: CampaignDraft;
}

function Editor({ organizationId, jurisdiction, campaign, stored }: EditorProps) {
  const { i18n } = useLingui();
  const navigate = useNavigate();
  const slug = useOrganizationSlug();
  const language = useLanguage();
  const keep = `sanad.draft.${campaign?.id ?? organizationId}`;
  const [kept] = useState(() => readStored("localStorage", keep) as CampaignDraft | null);
  const [draft, setDraft] = useState<CampaignDraft>(kept ? { ...stored, ...kept } : stored);
  const [restored, setRestored] = useState(kept !== null);
  const [saved, setSaved] = useState(false);
  const [writing, setWriting] = useState<Language>(() => languages.find((each) => stored.title[each]) ?? language);
  const dirty = useMemo(() => JSON.stringify(draft) !== JSON.stringify(stored), [draft, stored]);

  // A closed tab or a dead battery loses nothing that was typed.
  useEffect(() => {
    writeStored("localStorage", keep, dirty ? draft : null);
  }, [keep, dirty, draft]);

  const create = useChange(CreateCampaign, pickCreate, (payload) => {
    writeStored("localStorage", keep, null);
    if (payload.campaign) {
      void navigate({ to: `/staff/organizations/${slug}/campaigns/${payload.campaign.slug}` as "/" });
    }
  });
  const update = useChange(UpdateCampaign, pickUpdate, () => {
    writeStored("localStorage", keep, null);
    setSaved(true);
  });
  const change = campaign ? update : create;

  function save() {
    setSaved(false);
    setRestored(false);
    const fields = fieldsOf(draft);
    if (campaign) void update.run({ input: { campaignId: campaign.id, version: campaign.version, fields } });
    else void create.run({ input: { organizationId, fields } });
  }

  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-lg">
          {campaign ? (
            <Trans>
              Campaign <span className="font-normal text-muted">({i18n._(statusNames[campaign.status])})</span>
            </Trans>
          ) : (
            <Trans>New campaign</Trans>
          )}
        </h2>
        {campaign ? <CampaignActions campaign={campaign} unsaved={dirty} /> : null}
      </div>
      {restored ? (
        <Notice tone="notice">
          <Trans>What you had typed before is here again; it was not saved yet.</Trans>{" "}
          <button
            type="button"
            className="font-semibold underline underline-offset-4"
            onClick={() => {
              setDraft(stored);
              setRestored(false);
            }}
          >
            <Trans>Drop it</Trans>
          </button>
        </Notice>
      ) : null}
      <ErrorSummary refusals={change.refusals} />
      <form
        noValidate
        className="flex flex-col gap-8"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <CampaignForm
          organizationId={organizationId}
          jurisdiction={jurisdiction}
          draft={draft}
          writing={writing}
          onWriting={setWriting}
          locked={(campaign?.donationCount ?? 0) > 0}
          refusals={change.refusals}
          onChange={(next) => {
            setSaved(false);
            setDraft(next);
          }}
        />
        <div className="sticky bottom-0 z-10 flex flex-wrap items-center gap-4 border-t border-line bg-ground py-3">
          <Button type="submit" busy={change.busy}>
            {campaign ? <Trans>Save</Trans> : <Trans>Save the draft</Trans>}
          </Button>
          <p aria-live="polite" className="text-sm text-muted">
            {saved && !dirty ? (
              <span data-testid="saved">
                <Trans>Saved.</Trans>
              </span>
            ) : dirty ? <Trans>Not saved yet; kept on this device.</Trans> : null}
          </p>
        </div>
      </form>
      {campaign && campaign.status !== "DRAFT" ? <PostUpdate campaignId={campaign.id} organizationId={organizationId} writing={writing} /> : null}
    </div>
  );
}

function pickCreate<Payload>(data: { readonly createCampaign: Payload }): Payload {
  return data.createCampaign;
}

function pickUpdate<Payload>(data: { readonly updateCampaign: Payload }): Payload {
  return data.updateCampaign;
}
