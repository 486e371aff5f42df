import { Fragment, type ReactNode } from "react";

/** Emphasis and links of one line. Anything else, HTML too, stays the text that it is. */
function inline(text: string): ReactNode[] {
  const out: ReactNode[] = [];
  const pattern = /\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g;
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > last) out.push(text.slice(last, match.index));
    const [whole, strong, emphasis, label, href] = match;
    if (strong !== undefined) out.push(<strong key={match.index}>{strong}</strong>);
    // No italics in Arabic script: emphasis is weight there too.
    else if (emphasis !== undefined) out.push(<em key={match.index} className="font-semibold not-italic">{emphasis}</em>);
    else out.push(<a key={match.index} href={href} rel="noreferrer nofollow ugc">{label}</a>);
    last = match.index + whole.length;
  }
  if (last < text.length) out.push(text.slice(last));
  return out;
}

/** Renders the small Markdown that charities write in: headings, lists, paragraphs, emphasis, links. */
export function Markdown({ source }: { readonly source: string }) {
  const blocks = source.replaceAll("\r", "").split(/\n{2,}/).filter((block) => block.trim() !== "");
  return blocks.map((block, index) => {
    const lines = block.trim().split("\n");
    const heading = /^#{1,6}\s+(.*)$/.exec(lines[0] ?? "");
    if (heading && lines.length === 1) return <h3 key={index}>{inline(heading[1] ?? "")}</h3>;
    if (lines.every((line) => /^[-*]\s+/.test(line))) {
      return <ul key={index}>{lines.map((line, item) => <li key={item}>{inline(line.replace(/^[-*]\s+/, ""))}</li>)}</ul>;
    }
    if (lines.every((line) => /^\d+[.)]\s+/.test(line))) {
      return <ol key={index}>{lines.map((line, item) => <li key={item}>{inline(line.replace(/^\d+[.)]\s+/, ""))}</li>)}</ol>;
    }
    return (
      <p key={index} dir="auto">
        {lines.map((line, item) => (
          <Fragment key={item}>
            {item > 0 ? " " : null}
            {inline(line)}
          </Fragment>
        ))}
      </p>
    );
  });
}
