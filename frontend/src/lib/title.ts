import { useEffect } from "react";

/** Names the page in the browser's tab. The server names it for those who only look at the link. */
export function useTitle(title: string | null | undefined, siteName: string): void {
  useEffect(() => {
    document.title = title ? `${title} · ${siteName}` : siteName;
  }, [title, siteName]);
}
