import { Trans, useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { graphql } from "../../lib/graphql";
import type { Language } from "../../lib/locales";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { useChange } from "./change";
import { ErrorSummary, fieldId, refusalAt, useRefusalText } from "./errors";
import { inputOf, LocalizedField, type LocalizedDraft } from "./localized-fields";
import { PictureField } from "./picture-field";

const PostMutation = graphql(`
  mutation PostCampaignUpdate($input: PostCampaignUpdateInput!) {
    postCampaignUpdate(input: $input) {
      update {
        id
      }
      userErrors {
        code
        path
      }
    }
  }
`);

interface PostUpdateProps {
  readonly campaignId: string;
  readonly organizationId: string;
  readonly writing: Language;
}

/** Tells donors what became of the money, in the language chosen above. */
export function PostUpdate({ campaignId, organizationId, writing }: PostUpdateProps) {
  const { t } = useLingui();
  const text = useRefusalText();
  const [title, setTitle] = useState<LocalizedDraft>({});
  const [body, setBody] = useState<LocalizedDraft>({});
  const [image, setImage] = useState<{ id: string; url: string } | null>(null);
  const [posted, setPosted] = useState(false);
  const post = useChange(PostMutation, pickPost);
  // The campaign's own fields stand on the same page, with a title too.
  const refusals = useMemo(() => post.refusals.map((refusal) => ({ ...refusal, path: ["update", ...refusal.path] })), [post.refusals]);
  const titleRefusal = refusalAt(refusals, "update", "title");
  const bodyRefusal = refusalAt(refusals, "update", "body");
  return (
    <form
      noValidate
      className="flex flex-col gap-4 rounded-md bg-surface p-5 shadow-card"
      onSubmit={(event) => {
        event.preventDefault();
        setPosted(false);
        void post
          .run({ input: { campaignId, title: inputOf(title) ?? {}, body: inputOf(body) ?? {}, imageId: image?.id ?? null } })
          .then((done) => {
            if (!done) return;
            setPosted(true);
            setTitle({});
            setBody({});
            setImage(null);
          });
      }}
    >
      <h2 className="text-lg">
        <Trans>Tell donors what became of the money</Trans>
      </h2>
      <ErrorSummary refusals={refusals} />
      <LocalizedField
        id={fieldId(["update", "title"])}
        label={t`Heading`}
        language={writing}
        value={title}
        error={titleRefusal ? text(titleRefusal) : undefined}
        onChange={setTitle}
      />
      <LocalizedField
        id={fieldId(["update", "body"])}
        label={t`News`}
        language={writing}
        value={body}
        rows={5}
        error={bodyRefusal ? text(bodyRefusal) : undefined}
        onChange={setBody}
      />
      <PictureField
        organizationId={organizationId}
        language={writing}
        present={image?.url ?? null}
        onCreated={(id, url) => setImage({ id, url })}
      />
      <div className="flex items-center gap-4">
        <Button kind="outlined" type="submit" busy={post.busy}>
          <Trans>Publish the news</Trans>
        </Button>
        <div aria-live="polite">
          {posted ? (
            <Notice icon="check">
              <Trans>Published.</Trans>
            </Notice>
          ) : null}
        </div>
      </div>
    </form>
  );
}

function pickPost<Payload>(data: { readonly postCampaignUpdate: Payload }): Payload {
  return data.postCampaignUpdate;
}
