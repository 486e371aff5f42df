import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { Markdown } from "./markdown";

function html(source: string): string {
  return render(<Markdown source={source} />).container.innerHTML;
}

test("headings, lists, paragraphs and emphasis", () => {
  expect(html("## عنوان\n\nنص **مهم**\n\n- أ\n- ب")).toBe(
    '<h3>عنوان</h3><p dir="auto">نص <strong>مهم</strong></p><ul><li>أ</li><li>ب</li></ul>',
  );
});

test("HTML stays text, and only web links become links", () => {
  expect(html("<img src=x onerror=alert(1)>")).toBe('<p dir="auto">&lt;img src=x onerror=alert(1)&gt;</p>');
  expect(html("[a](javascript:alert(1))")).not.toContain("<a");
  expect(html("[a](https://example.org/x)")).toContain('<a href="https://example.org/x" rel="noreferrer nofollow ugc">a</a>');
});
