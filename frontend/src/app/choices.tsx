import { useLingui } from "@lingui/react/macro";
import { useRouter, useRouterState } from "@tanstack/react-router";
import { setLanguage, useLanguage } from "../lib/i18n";
import { languages, languageTable, type Language } from "../lib/locales";

/** The server reads this where an address names no language. */
function rememberLanguage(language: Language): void {
  document.cookie = `sanad-language=${language}; path=/; max-age=31536000; samesite=lax`;
}

/** The three languages, each in itself. Real links, so that they open in a new tab too; pressed, they change the page in place. */
export function LanguageLinks() {
  const { t } = useLingui();
  const active = useLanguage();
  const router = useRouter();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const search = useRouterState({ select: (state) => state.location.searchStr });

  async function choose(language: Language) {
    rememberLanguage(language);
    await setLanguage(language);
    await router.navigate({ to: ".", search: true, hash: true, replace: true, resetScroll: false });
    await router.invalidate();
  }

  return (
    <ul aria-label={t`Language`} className="flex gap-1">
      {languages.map((language) => (
        <li key={language} className="flex-1">
          <a
            href={`/${language}${path === "/" ? "" : path}${search}`}
            lang={language}
            dir={languageTable[language].dir}
            hrefLang={language}
            aria-current={language === active ? "true" : undefined}
            className="flex min-h-11 items-center justify-center rounded-sm px-3 font-semibold text-muted hover:bg-wash hover:text-ink aria-[current=true]:bg-wash aria-[current=true]:text-action"
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
              event.preventDefault();
              void choose(language);
            }}
          >
            {languageTable[language].name}
          </a>
        </li>
      ))}
    </ul>
  );
}
