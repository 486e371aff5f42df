import { graphql, readFragment, type FragmentOf } from "../lib/graphql";
import { LocalizedFragment, localizedText, useLocalizedAttributes } from "./localized";

export const PictureFragment = graphql(
  `
    fragment Picture on Image {
      small: url(width: 640)
      large: url(width: 1280)
      alt {
        ...Localized
      }
      width
      height
      placeholder
    }
  `,
  [LocalizedFragment],
);

interface PictureProps {
  readonly value: FragmentOf<typeof PictureFragment>;
  /** Width in CSS pixels that it has at most. */
  readonly width: number;
  readonly eager?: boolean;
  readonly className?: string;
}

/** A picture with its words, its size and the colour that holds its place until it has come. */
export function Picture({ value, width, eager = false, className = "" }: PictureProps) {
  const image = readFragment(PictureFragment, value);
  const { lang } = useLocalizedAttributes(image.alt);
  return (
    <img
      lang={lang}
      src={image.small}
      srcSet={`${image.small} 640w, ${image.large} 1280w`}
      sizes={`(min-width: 48rem) ${String(width)}px, 100vw`}
      alt={localizedText(image.alt)}
      width={image.width}
      height={image.height}
      loading={eager ? "eager" : "lazy"}
      fetchPriority={eager ? "high" : "auto"}
      decoding="async"
      style={{ backgroundColor: image.placeholder }}
      className={`w-full object-cover ${className}`}
    />
  );
}
