import { Trans } from "@lingui/react/macro";
import { useChange } from "../../features/staff/change";
import { ErrorSummary } from "../../features/staff/errors";
import { MoreButton, useList } from "../../features/staff/pages";
import { Waiting } from "../../features/staff/waiting";
import { graphql } from "../../lib/graphql";
import { useFormat } from "../../lib/format/use-format";
import { useLanguage } from "../../lib/i18n";
import { languageTable } from "../../lib/locales";
import { Button } from "../../ui/button";
import { Localized, LocalizedFragment } from "../../ui/localized";
import { StatePanel } from "../../ui/state-panel";

const PicturesQuery = graphql(
  `
    query PicturesAwaiting($locale: Locale!, $after: String) {
      imagesAwaitingModeration(first: 20, after: $after) {
        nodes {
          id
          url(width: 640)
          alt {
            ...Localized
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

const DedicationsQuery = graphql(
  `
    query DedicationsAwaiting($locale: Locale!, $after: String) {
      dedicationsAwaitingModeration(first: 20, after: $after) {
        nodes {
          id
          dedication
          createdAt
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
  `,
  [LocalizedFragment],
);

const PictureMutation = graphql(`
  mutation ModerateImage($input: ModerateImageInput!) {
    moderateImage(input: $input) {
      image {
        id
      }
      userErrors {
        code
        path
      }
    }
  }
`);

const DedicationMutation = graphql(`
  mutation ModerateDedication($input: ModerateDedicationInput!) {
    moderateDedication(input: $input) {
      donation {
        id
        dedicationState
      }
      userErrors {
        code
        path
      }
    }
  }
`);

/** Pictures and dedications before the public sees them, oldest first. */
export function Moderation() {
  const format = useFormat();
  const locale = languageTable[useLanguage()].graphql;
  const pictures = useList(PicturesQuery, { locale }, (data) => data.imagesAwaitingModeration);
  const dedications = useList(DedicationsQuery, { locale }, (data) => data.dedicationsAwaitingModeration);
  const picture = useChange(PictureMutation, pickPicture);
  const dedication = useChange(DedicationMutation, pickDedication);
  const error = pictures.error ?? dedications.error;
  if (error && !pictures.data && !dedications.data) throw error;
  if (!pictures.data || !dedications.data) return <Waiting />;
  if (!pictures.data.imagesAwaitingModeration) {
    return (
      <StatePanel icon="shield" headingLevel={1} title={<Trans>Only moderators decide here</Trans>}>
        <Trans>Your account has no such role.</Trans>
      </StatePanel>
    );
  }
  if (pictures.nodes.length === 0 && dedications.nodes.length === 0) {
    return (
      <StatePanel icon="check" headingLevel={1} title={<Trans>Nothing waits here</Trans>}>
        <Trans>New pictures and dedications appear as they come in.</Trans>
      </StatePanel>
    );
  }
  return (
    <div className="flex flex-col gap-8">
      <h1 className="text-2xl">
        <Trans>Pictures and dedications to decide on</Trans>
      </h1>
      <ErrorSummary refusals={[...picture.refusals, ...dedication.refusals]} />
      {pictures.nodes.length > 0 ? (
        <section>
          <h2 className="mb-3 text-lg">
            <Trans>Pictures</Trans>
          </h2>
          <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
            {pictures.nodes.map((image) => (
              <li key={image.id} className="flex flex-col gap-3 rounded-md bg-surface p-4 shadow-card">
                <img src={image.url} alt="" className="aspect-[16/9] w-full rounded-sm object-cover" />
                <p className="text-sm">
                  <Localized value={image.alt} />
                </p>
                <Decision
                  busy={picture.busy}
                  onDecide={(show) => void picture.run({ input: { imageId: image.id, show } })}
                />
              </li>
            ))}
          </ul>
          <MoreButton list={pictures} />
        </section>
      ) : null}
      {dedications.nodes.length > 0 ? (
        <section>
          <h2 className="mb-3 text-lg">
            <Trans>Dedications</Trans>
          </h2>
          <ul className="flex flex-col gap-3">
            {dedications.nodes.map((gift) => (
              <li key={gift.id} className="flex flex-col gap-3 rounded-md bg-surface p-4 shadow-card">
                <blockquote dir="auto" className="text-lg">
                  {gift.dedication}
                </blockquote>
                <p className="text-sm text-muted">
                  <Localized value={gift.campaign.title} /> · {format.instant(gift.createdAt)}
                </p>
                <Decision
                  busy={dedication.busy}
                  onDecide={(show) => void dedication.run({ input: { donationId: gift.id, show } })}
                />
              </li>
            ))}
          </ul>
          <MoreButton list={dedications} />
        </section>
      ) : null}
    </div>
  );
}

function pickPicture<Payload>(data: { readonly moderateImage: Payload }): Payload {
  return data.moderateImage;
}

function pickDedication<Payload>(data: { readonly moderateDedication: Payload }): Payload {
  return data.moderateDedication;
}

function Decision({ busy, onDecide }: { readonly busy: boolean; readonly onDecide: (show: boolean) => void }) {
  return (
    <div className="flex gap-2">
      <Button kind="outlined" className="min-h-9" disabled={busy} onClick={() => onDecide(true)}>
        <Trans>Let it be shown</Trans>
      </Button>
      <Button kind="quiet" className="min-h-9" disabled={busy} onClick={() => onDecide(false)}>
        <Trans>Withhold it</Trans>
      </Button>
    </div>
  );
}
