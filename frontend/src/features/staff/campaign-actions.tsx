import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { graphql } from "../../lib/graphql";
import { Button, buttonClass } from "../../ui/button";
import { useChange } from "./change";
import { Confirm } from "./confirm";
import { ErrorSummary } from "./errors";

const Publish = graphql(`
  mutation PublishCampaign($input: CampaignTransitionInput!) {
    publishCampaign(input: $input) {
      campaign {
        id
        status
        version
      }
      userErrors {
        code
        path
      }
    }
  }
`);

const Pause = graphql(`
  mutation PauseCampaign($input: CampaignTransitionInput!) {
    pauseCampaign(input: $input) {
      campaign {
        id
        status
        version
      }
      userErrors {
        code
        path
      }
    }
  }
`);

const Close = graphql(`
  mutation CloseCampaign($input: CampaignTransitionInput!) {
    closeCampaign(input: $input) {
      campaign {
        id
        status
        version
      }
      userErrors {
        code
        path
      }
    }
  }
`);

interface CampaignActionsProps {
  readonly campaign: { readonly id: string; readonly slug: string; readonly status: "DRAFT" | "ACTIVE" | "PAUSED" | "CLOSED" };
  readonly unsaved: boolean;
}

type Action = "publish" | "pause" | "close";

/** Preview, publish, pause, close: what the present status allows. */
export function CampaignActions({ campaign, unsaved }: CampaignActionsProps) {
  const [asking, setAsking] = useState<Action | null>(null);
  const publish = useChange(Publish, pickPublish);
  const pause = useChange(Pause, pickPause);
  const close = useChange(Close, pickClose);
  const changes = { publish, pause, close };
  const running = asking ? changes[asking] : null;
  const ask = (action: Action) => {
    changes[action].clear();
    setAsking(action);
  };
  return (
    <div data-testid="campaign-actions" className="flex flex-wrap items-center gap-2">
      <Link to="/campaigns/$slug" params={{ slug: campaign.slug }} className={buttonClass("quiet", "min-h-9")}>
        {campaign.status === "DRAFT" ? <Trans>Preview</Trans> : <Trans>Public page</Trans>}
      </Link>
      {campaign.status === "ACTIVE" ? (
        <Button kind="outlined" className="min-h-9" onClick={() => ask("pause")}>
          <Trans>Pause</Trans>
        </Button>
      ) : null}
      {campaign.status === "ACTIVE" || campaign.status === "PAUSED" ? (
        <Button kind="outlined" className="min-h-9" onClick={() => ask("close")}>
          <Trans>Close for good</Trans>
        </Button>
      ) : null}
      {campaign.status === "DRAFT" || campaign.status === "PAUSED" ? (
        <Button kind="outlined" className="min-h-9" onClick={() => ask("publish")}>
          {campaign.status === "DRAFT" ? <Trans>Publish</Trans> : <Trans>Resume</Trans>}
        </Button>
      ) : null}
      <Confirm
        open={asking !== null}
        busy={running?.busy}
        title={
          asking === "publish" ? (
            <Trans>Publish this campaign?</Trans>
          ) : asking === "pause" ? (
            <Trans>Pause this campaign?</Trans>
          ) : (
            <Trans>Close this campaign for good?</Trans>
          )
        }
        action={asking === "publish" ? <Trans>Publish</Trans> : asking === "pause" ? <Trans>Pause</Trans> : <Trans>Close for good</Trans>}
        onClose={() => setAsking(null)}
        onConfirm={() => void running?.run({ input: { campaignId: campaign.id } }).then((done) => done && setAsking(null))}
      >
        <ErrorSummary refusals={running?.refusals ?? []} />
        {unsaved ? (
          <p className="font-semibold text-danger">
            <Trans>There are changes that are not saved; they are not part of this.</Trans>
          </p>
        ) : null}
        <p>
          {asking === "publish" ? (
            <Trans>Everyone can see it then and give to it between its dates.</Trans>
          ) : asking === "pause" ? (
            <Trans>It stays visible but takes no gifts until you resume it.</Trans>
          ) : (
            <Trans>It takes no gifts any more. Payments under way are settled by its refund rule. This can’t be taken back.</Trans>
          )}
        </p>
      </Confirm>
    </div>
  );
}

function pickPublish<Payload>(data: { readonly publishCampaign: Payload }): Payload {
  return data.publishCampaign;
}

function pickPause<Payload>(data: { readonly pauseCampaign: Payload }): Payload {
  return data.pauseCampaign;
}

function pickClose<Payload>(data: { readonly closeCampaign: Payload }): Payload {
  return data.closeCampaign;
}
