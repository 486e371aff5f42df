import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useId, useRef, useState, type PointerEvent } from "react";
import { useClient } from "urql";
import { graphql } from "../../lib/graphql";
import type { Language } from "../../lib/locales";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { useChange } from "./change";
import { ErrorSummary, refusalAt, useRefusalText, type Refusal } from "./errors";
import { inputOf, LocalizedField, type LocalizedDraft } from "./localized-fields";
import { upload } from "./upload";

const CreateImage = graphql(`
  mutation CreateImage($input: CreateImageInput!) {
    createImage(input: $input) {
      image {
        id
        url(width: 640)
        alt {
          translations {
            locale
            text
          }
        }
      }
      userErrors {
        code
        path
      }
    }
  }
`);

interface Chosen {
  readonly file: File;
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

interface Crop {
  /** Left and top edge and width as shares of the picture's width; the shape is 16 to 9. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const ratio = 9 / 16;

interface PictureFieldProps {
  readonly organizationId: string;
  readonly language: Language;
  /** Address of the picture that stands now. */
  readonly present: string | null;
  readonly onCreated: (id: string, url: string) => void;
}

/** Uploads a picture: choose, crop to 16:9 by pointer or arrow keys, describe it. A moderator sees it before the public does. */
export function PictureField({ organizationId, language, present, onCreated }: PictureFieldProps) {
  const { t } = useLingui();
  const client = useClient();
  const text = useRefusalText();
  const input = useId();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [crop, setCrop] = useState<Crop>({ x: 0, y: 0, width: 1 });
  const [alt, setAlt] = useState<LocalizedDraft>({});
  const [share, setShare] = useState<number | null>(null);
  const [failed, setFailed] = useState<readonly Refusal[]>([]);
  const create = useChange(CreateImage, pickCreate, (payload) => {
    if (!payload.image) return;
    onCreated(payload.image.id, payload.image.url);
    setChosen(null);
    setAlt({});
  });
  useEffect(() => () => {
    if (chosen) URL.revokeObjectURL(chosen.url);
  }, [chosen]);

  async function choose(file: File | undefined) {
    setFailed([]);
    if (!file) return;
    const url = URL.createObjectURL(file);
    try {
      const picture = await measured(url);
      setChosen({ file, url, ...picture });
      setCrop(widest(picture));
    } catch {
      URL.revokeObjectURL(url);
      setFailed([{ code: "WRONG_TYPE", path: [] }]);
    }
  }

  async function send() {
    if (!chosen) return;
    const described = inputOf(alt);
    if (!described) {
      setFailed([{ code: "ALT_REQUIRED", path: ["alt"] }]);
      return;
    }
    setFailed([]);
    setShare(0);
    const sent = await upload(client, chosen.file, "PICTURE", organizationId, setShare);
    setShare(null);
    if (!sent.done) {
      setFailed([sent.refusal]);
      return;
    }
    const pixels = (share: number) => Math.round(share * chosen.width);
    await create.run({
      input: {
        uploadId: sent.uploadId,
        alt: described,
        crop: { x: pixels(crop.x), y: pixels(crop.y), width: pixels(crop.width), height: Math.floor(pixels(crop.width) * ratio) },
      },
    });
  }

  const refusals = [...failed, ...create.refusals];
  const altRefusal = refusalAt(refusals, "alt");
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm font-semibold" id={`${input}-label`}>
        <Trans>Picture</Trans>
      </p>
      {present && !chosen ? <img src={present} alt="" className="aspect-[16/9] w-full max-w-md rounded-md object-cover" /> : null}
      <ErrorSummary refusals={refusals.filter((refusal) => refusal.path.length === 0)} />
      <label
        htmlFor={input}
        className="inline-flex min-h-9 w-fit cursor-pointer items-center rounded-sm border border-edge px-4 text-sm font-semibold hover:bg-wash has-focus-visible:outline-2"
      >
        {present || chosen ? <Trans>Choose another picture</Trans> : <Trans>Choose a picture</Trans>}
        <input
          id={input}
          type="file"
          accept="image/jpeg,image/png"
          className="sr-only"
          onChange={(event) => void choose(event.target.files?.[0])}
        />
      </label>
      <p className="text-sm text-muted">
        <Trans>JPEG or PNG, at least 640 pixels wide, up to 8 MB. No faces of people in need without their consent.</Trans>
      </p>
      {chosen ? (
        <>
          <Cropper picture={chosen} crop={crop} onChange={setCrop} label={t`Part of the picture that is shown; move it with the arrow keys`} />
          <LocalizedField
            id={`${input}-alt`}
            label={t`What the picture shows, for those who don’t see it`}
            language={language}
            value={alt}
            error={altRefusal ? text(altRefusal) : undefined}
            onChange={setAlt}
          />
          {share === null ? null : (
            <progress value={share} max={1} aria-label={t`Upload`} className="h-2 w-full accent-action" />
          )}
          <div>
            <Button kind="outlined" data-testid="use-picture" busy={share !== null || create.busy} onClick={() => void send()}>
              <Trans>Use this picture</Trans>
            </Button>
          </div>
          <Notice>
            <Trans>A moderator looks at each picture before the public sees it.</Trans>
          </Notice>
        </>
      ) : null}
    </div>
  );
}

function pickCreate<Payload>(data: { readonly createImage: Payload }): Payload {
  return data.createImage;
}

function measured(url: string): Promise<{ width: number; height: number }> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve({ width: image.naturalWidth, height: image.naturalHeight });
    image.onerror = () => reject(new Error("not a picture"));
    image.src = url;
  });
}

function widest({ width, height }: { width: number; height: number }): Crop {
  const share = Math.min(1, height / ratio / width);
  return { x: (1 - share) / 2, y: Math.max(0, (height / width - share * ratio) / 2), width: share };
}

function bounded(crop: Crop, picture: Chosen): Crop {
  const tall = picture.height / picture.width;
  const width = Math.min(Math.max(crop.width, 640 / picture.width, 0.2), 1, tall / ratio);
  return {
    width,
    x: Math.min(Math.max(crop.x, 0), 1 - width),
    y: Math.min(Math.max(crop.y, 0), Math.max(0, tall - width * ratio)),
  };
}

interface CropperProps {
  readonly picture: Chosen;
  readonly crop: Crop;
  readonly label: string;
  readonly onChange: (crop: Crop) => void;
}

/** Moves a 16:9 frame over the picture: drag it, or use arrows; plus and minus change its size. A picture is a place, so it is never mirrored. */
function Cropper({ picture, crop, label, onChange }: CropperProps) {
  const { t } = useLingui();
  const frame = useRef<HTMLDivElement>(null);
  const drag = useRef<{ x: number; y: number; crop: Crop } | null>(null);
  const tall = picture.height / picture.width;
  const move = (event: PointerEvent) => {
    const from = drag.current;
    const width = frame.current?.clientWidth;
    if (!from || !width) return;
    onChange(
      bounded({ ...from.crop, x: from.crop.x + (event.clientX - from.x) / width, y: from.crop.y + (event.clientY - from.y) / width }, picture),
    );
  };
  return (
    <div className="flex flex-col gap-2">
      <div ref={frame} dir="ltr" className="relative w-full max-w-md touch-none overflow-hidden rounded-md bg-sunken select-none">
        <img src={picture.url} alt="" draggable={false} className="block w-full opacity-50" />
        <div
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(crop.x * 100)}
          aria-valuetext={t`${Math.round(crop.x * 100)} % from the left, ${Math.round((crop.y / tall) * 100)} % from the top`}
          className="absolute cursor-move rounded-sm border-2 border-white shadow-[0_0_0_2px_#1c1917]"
          style={{
            left: `${crop.x * 100}%`,
            top: `${(crop.y / tall) * 100}%`,
            width: `${crop.width * 100}%`,
            aspectRatio: "16 / 9",
          }}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            drag.current = { x: event.clientX, y: event.clientY, crop };
          }}
          onPointerMove={move}
          onPointerUp={() => {
            drag.current = null;
          }}
          onKeyDown={(event) => {
            const step = 0.02;
            const moved: Partial<Record<string, Crop>> = {
              ArrowLeft: { ...crop, x: crop.x - step },
              ArrowRight: { ...crop, x: crop.x + step },
              ArrowUp: { ...crop, y: crop.y - step },
              ArrowDown: { ...crop, y: crop.y + step },
              "+": { ...crop, width: crop.width + step },
              "-": { ...crop, width: crop.width - step },
            };
            const next = moved[event.key];
            if (!next) return;
            event.preventDefault();
            onChange(bounded(next, picture));
          }}
        />
      </div>
      <label className="flex max-w-md items-center gap-3 text-sm">
        <Trans>Size</Trans>
        <input
          type="range"
          min={20}
          max={100}
          value={Math.round(crop.width * 100)}
          className="flex-1 accent-action"
          onChange={(event) => onChange(bounded({ ...crop, width: Number(event.target.value) / 100 }, picture))}
        />
      </label>
    </div>
  );
}
