import { defineConfig } from "@lingui/conf";
import { formatter } from "@lingui/format-po";

export default defineConfig({
  sourceLocale: "en",
  locales: ["en", "ar", "fa"],
  format: formatter({ lineNumbers: false, origins: false }),
  orderBy: "message",
  catalogs: [
    {
      path: "<rootDir>/src/locales/{locale}/public",
      include: ["src"],
      exclude: ["src/routes/staff/**", "src/features/staff*/**", "**/*.test.*"],
    },
    {
      path: "<rootDir>/src/locales/{locale}/staff",
      include: ["src/routes/staff", "src/features/staff"],
      exclude: ["**/*.test.*"],
    },
  ],
});
