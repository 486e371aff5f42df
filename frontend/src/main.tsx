import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import { Provider } from "urql";
import { createAppRouter } from "./app/router";
import { clientStore } from "./lib/client";
import { currentLanguage, setLanguage } from "./lib/i18n";
import { loadSession } from "./lib/session";
import { reportSignIn, signInWindow } from "./lib/sign-in-again";
import "./styles/main.css";

const router = createAppRouter({ client: clientStore.get, language: currentLanguage });

function App() {
  const client = useSyncExternalStore(clientStore.subscribe, clientStore.get);
  return (
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <Provider value={client}>
          <RouterProvider router={router} />
        </Provider>
      </I18nProvider>
    </StrictMode>
  );
}

void loadSession().then(({ signedIn }) => {
  if (signedIn && window.name === signInWindow) reportSignIn();
});
/** Resolves when the app's rules hold, or are not to be had: words without dress are better than none. */
function dressed(): Promise<void> {
  const coming = document.querySelector<HTMLLinkElement>("link[as=style]");
  if (!coming) return Promise.resolve();
  const style = coming.cloneNode() as HTMLLinkElement;
  style.rel = "stylesheet";
  return new Promise((resolve) => {
    style.onload = style.onerror = () => resolve();
    coming.after(style);
  });
}

// The catalog must be there before the provider mounts, else the first page stays blank without an error.
await Promise.all([setLanguage(currentLanguage()), router.load(), dressed()]);
const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
