import { Trans, useLingui } from "@lingui/react/macro";
import { Link, Outlet, useRouter, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { clientStore } from "../lib/client";
import { loadPageTexts } from "../lib/i18n";
import { signInUrl, signOut, useSession } from "../lib/session";
import { useSignInAsked } from "../lib/sign-in-again";
import { buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";
import { Wordmark } from "../ui/wordmark";
import { LanguageLinks } from "./choices";
import { OfflineBanner } from "./offline-banner";

const SignInAgain = lazy(async () => {
  const [{ SignInAgain: dialog }] = await Promise.all([import("./sign-in-again"), loadPageTexts()]);
  return { default: dialog };
});

/** The frame around every page: skip link, header, the page, footer. */
export function Shell() {
  const main = useRef<HTMLElement>(null);
  const isSignInAsked = useSignInAsked();
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const first = useRef(true);
  useEffect(() => {
    if (path === undefined) return;
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only rounded-sm bg-action px-4 py-2 text-on-action focus:not-sr-only focus:fixed focus:start-4 focus:top-3 focus:z-50"
      >
        <Trans>Skip to content</Trans>
      </a>
      <OfflineBanner />
      <Header />
      <main id="main" ref={main} tabIndex={-1} className="flex-1">
        <Outlet />
      </main>
      <Footer />
      {isSignInAsked ? (
        <Suspense>
          <SignInAgain />
        </Suspense>
      ) : null}
    </div>
  );
}

const navClass =
  "inline-flex min-h-11 items-center rounded-sm px-3 font-semibold text-muted hover:text-ink aria-[current=page]:text-action";

function Header() {
  const { t } = useLingui();
  return (
    <header className="no-print sticky top-0 z-30 border-b border-line bg-ground/95 backdrop-blur-sm">
      <div className="container-page flex min-h-16 items-center gap-2 md:gap-6">
        <Link to="/" className="flex min-h-11 items-center gap-3 rounded-sm text-action">
          <Wordmark className="h-7 w-auto" />
          <span lang="en" className="hidden text-lg font-bold text-ink sm:inline">
            Sanad
          </span>
          <span className="sr-only">
            <Trans>Sanad, home</Trans>
          </span>
        </Link>
        <nav aria-label={t`Main`} className="hidden items-center md:flex">
          <NavLinks />
        </nav>
        <div className="ms-auto flex items-center gap-1">
          <span className="hidden md:block">
            <AccountLinks />
          </span>
          <LanguageMenu />
          <MobileMenu />
        </div>
      </div>
    </header>
  );
}

function NavLinks() {
  return (
    <>
      <Link to="/campaigns" className={navClass}>
        <Trans>Campaigns</Trans>
      </Link>
      <Link to="/organizations" className={navClass}>
        <Trans>Organizations</Trans>
      </Link>
      <Link to="/verify" className={navClass}>
        <Trans>Verify a receipt</Trans>
      </Link>
    </>
  );
}

function AccountLinks() {
  const session = useSession();
  const router = useRouter();
  const location = useRouterState({ select: (state) => state.location });
  if (session === null) return <span className="inline-block min-h-11 w-24" />;
  if (session.signedIn) {
    return (
      <span className="flex items-center max-md:flex-col max-md:items-stretch">
        <Link to="/my-giving" className={navClass}>
          <Trans>My giving</Trans>
        </Link>
        <Link to={"/staff" as "/"} className={navClass}>
          <Trans>Workplace</Trans>
        </Link>
        <button
          type="button"
          className={navClass}
          onClick={() => {
            void signOut().then((here) => {
              if (!here) return;
              clientStore.renew();
              void router.invalidate();
            });
          }}
        >
          <Trans>Sign out</Trans>
        </button>
      </span>
    );
  }
  return (
    <a href={signInUrl(location.publicHref)} className={buttonClass("outlined", "max-md:w-full")}>
      <Trans>Sign in</Trans>
    </a>
  );
}

/** A native disclosure that closes when one leaves it or presses Escape. */
function useDisclosure() {
  const details = useRef<HTMLDetailsElement>(null);
  const path = useRouterState({ select: (state) => state.location.href });
  useEffect(() => {
    details.current?.removeAttribute("open");
  }, [path]);
  useEffect(() => {
    function leave(event: PointerEvent | FocusEvent) {
      const element = details.current;
      if (element?.open && event.target instanceof Node && !element.contains(event.target)) element.open = false;
    }
    function escape(event: KeyboardEvent) {
      const element = details.current;
      if (event.key === "Escape" && element?.open) {
        element.open = false;
        element.querySelector("summary")?.focus();
      }
    }
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    document.addEventListener("keydown", escape);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
      document.removeEventListener("keydown", escape);
    };
  }, []);
  return details;
}

const panelClass =
  "absolute end-0 top-full z-40 mt-2 w-72 max-w-[calc(100vw-2rem)] animate-appear rounded-md bg-surface p-4 shadow-raised forced-colors:border";

const ReadingChoices = lazy(async () => {
  const [{ ReadingChoices: choices }] = await Promise.all([import("./reading-choices"), loadPageTexts()]);
  return { default: choices };
});

function LanguageMenu() {
  const details = useDisclosure();
  const [opened, setOpened] = useState(false);
  return (
    <details ref={details} className="relative" onToggle={() => setOpened(true)}>
      <summary className="inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-sm px-3 font-semibold text-muted hover:text-ink">
        <Icon name="globe" />
        <span className="max-sm:sr-only">
          <Trans>Language and display</Trans>
        </span>
      </summary>
      <div className={panelClass}>
        <LanguageLinks />
        {opened ? (
          <Suspense fallback={<span className="block h-80" />}>
            <ReadingChoices />
          </Suspense>
        ) : null}
      </div>
    </details>
  );
}

function MobileMenu() {
  const details = useDisclosure();
  return (
    <details ref={details} className="relative md:hidden">
      <summary className="inline-flex min-h-11 min-w-11 items-center justify-center rounded-sm text-muted hover:text-ink">
        <Icon name="menu" className="size-6" />
        <span className="sr-only">
          <Trans>Menu</Trans>
        </span>
      </summary>
      <nav className={`${panelClass} flex flex-col`}>
        <NavLinks />
        <span className="my-2 border-t border-line" />
        <AccountLinks />
      </nav>
    </details>
  );
}

function Footer() {
  const { t } = useLingui();
  return (
    <footer className="no-print mt-auto border-t border-line">
      <div className="container-page grid gap-8 py-10 md:grid-cols-[1.4fr_1.2fr_1fr] md:gap-12">
        <div className="flex max-w-md flex-col items-start gap-3">
          <span className="text-action">
            <Wordmark className="h-8 w-auto" />
          </span>
          <p className="text-sm text-muted">
            <Trans>Sanad brings charities, donors and the bodies that supervise them together, and keeps a record of every gift.</Trans>
          </p>
        </div>
        <nav aria-label={t`More`} className="grid grid-cols-2 content-start">
          <Link to="/campaigns" className={footerLink}>
            <Trans>Campaigns</Trans>
          </Link>
          <Link to="/organizations" className={footerLink}>
            <Trans>Organizations</Trans>
          </Link>
          <Link to="/verify" className={footerLink}>
            <Trans>Verify a receipt</Trans>
          </Link>
          <Link to="/find-my-gift" className={footerLink}>
            <Trans>Find my gift</Trans>
          </Link>
          <Link to="/my-giving" className={footerLink}>
            <Trans>My giving</Trans>
          </Link>
          <a href="/graphiql" className={footerLink}>
            <Trans>For developers</Trans>
          </a>
        </nav>
        <div className="max-w-xs">
          <LanguageLinks />
        </div>
      </div>
    </footer>
  );
}

const footerLink = "inline-flex min-h-11 items-center rounded-sm text-sm text-muted underline-offset-3 hover:text-ink hover:underline";
