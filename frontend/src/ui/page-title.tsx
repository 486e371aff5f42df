import { useLingui } from "@lingui/react/macro";
import { useTitle } from "../lib/title";

/** Renders nothing; names the page. */
export function PageTitle({ title }: { readonly title: string | null | undefined }) {
  const { t } = useLingui();
  useTitle(title, t`Sanad`);
  return null;
}
