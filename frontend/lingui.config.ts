import { defineConfig } from "@lingui/conf";
import { formatter } from "@lingui/format-po";

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
      exclude: ["**/*.test.*"],
    },
    {
      path: "<rootDir>/src/locales/{locale}/pages",
      include: ["src/routes", "src/features"],
      exclude: ["src/routes/home.tsx", "src/features/campaign/card.tsx", "src/routes/staff/**", "src/features/staff/**", "**/*.test.*"],
    },
    {
      path: "<rootDir>/src/locales/{locale}/staff",
      include: ["src/routes/staff", "src/features/staff"],
      exclude: ["**/*.test.*"],
    },
  ],
});
