import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import "graphiql/style.css";
import { createRoot } from "react-dom/client";
import "./explorer.css";

const first = `# The contract describes itself: press Ctrl-Space for what can be asked here.
query Campaigns {
  campaigns(first: 5, orderBy: ENDING_SOON) {
    nodes {
      title {
        text(locale: EN)
      }
      raised {
        amount
        currency
      }
      progress
    }
  }
}
`;

/** Signed-in people ask as themselves: the session's CSRF token goes along with what they send. */
async function start(): Promise<void> {
  const session = (await fetch("/auth/session")
    .then((answer) => (answer.ok ? answer.json() : {}))
    .catch(() => ({}))) as { csrf?: string | null };
  const fetcher = createGraphiQLFetcher({
    url: "/graphql",
    subscriptionUrl: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`,
    headers: session.csrf ? { "x-sanad-csrf": session.csrf } : {},
  });
  const root = document.querySelector("#explorer");
  if (root) createRoot(root).render(<GraphiQL fetcher={fetcher} defaultQuery={first} />);
}

void start();
