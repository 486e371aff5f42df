import { defineConfig } from "@lingui/conf";
import { formatter } from "@lingui/format-po";

/** Parts of the frame that come with the other pages. */
const afterLanding = ["src/lib/names.ts", "src/app/reading-choices.tsx", "src/app/sign-in-again.tsx"];

export default defineConfig({
  sourceLocale: "en",
  locales: ["en", "ar", "fa"],
  format: formatter({ lineNumbers: false, origins: false }),
  orderBy: "message",
  catalogs: [
    // What the landing page shows; the other public pages bring theirs along, so that a first visit stays light.
    {
      path: "<rootDir>/src/locales/{locale}/public",
      include: ["src/app", "src/ui", "src/lib", "src/routes/home.tsx", "src/features/campaign/card.tsx"],
      exclude: [...afterLanding, "**/*.test.*"],
    },
    {
      path: "<rootDir>/src/locales/{locale}/pages",
      include: ["src/routes", "src/features", ...afterLanding],
      exclude: ["src/routes/home.tsx", "src/features/campaign/card.tsx", "src/routes/staff/**", "src/features/staff/**", "**/*.test.*"],
    },
    {
      path: "<rootDir>/src/locales/{locale}/staff",
      include: ["src/routes/staff", "src/features/staff"],
      exclude: ["**/*.test.*"],
    },
  ],
});
