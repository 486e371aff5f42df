import babel from "@rolldown/plugin-babel";
import { lingui, linguiTransformerBabelPreset } from "@lingui/vite-plugin";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const languages: Record<string, "rtl" | "ltr"> = { ar: "rtl", fa: "rtl", en: "ltr" };

/** Stands in for the backend's web shell while developing: fills the language, the direction and a title. */
function webShell(): Plugin {
  return {
    name: "sanad-web-shell",
    apply: "serve",
    transformIndexHtml(html, context) {
      const first = context.originalUrl?.split("/")[1] ?? "";
      const language = first in languages ? first : "ar";
      return html
        .replace("__LANG__", language)
        .replace("__DIR__", languages[language] ?? "rtl")
        .replace("<!--sanad:head-->", "<title>Sanad</title>");
    },
  };
}

export default defineConfig({
  plugins: [
    webShell(),
    react(),
    lingui({ failOnMissing: false, failOnCompileError: true }),
    babel({ presets: [linguiTransformerBabelPreset()] }),
    tailwindcss(),
  ],
  resolve: {
    alias: [
      { find: "@", replacement: new URL("./src", import.meta.url).pathname },
      // React has it since 18.
      { find: /^use-sync-external-store\/shim$/, replacement: new URL("./src/lib/use-sync-external-store.ts", import.meta.url).pathname },
    ],
  },
  build: {
    target: "es2023",
    manifest: true,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    sourcemap: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page needs comes in one file, not in thirty.
            { name: "base", test: /\/(node_modules\/(react|react-dom|scheduler|use-sync-external-store|@tanstack|@lingui|@urql|urql|wonka|@0no-co|gql\.tada)\/|src\/(app\/(?!reading-choices)|lib\/(?!words|phone|format\/parse)|ui\/(button|icon|wordmark|money\.|localized|progress-bar|skeleton|state-panel|page-title|picture|sector-art)))/ },
          ],
        },
      },
    },
  },
  server: {
    port: Number(process.env.DEV_PORT ?? 5173),
    proxy: Object.fromEntries(
      ["/graphql", "/auth", "/identity", "/files", "/images", "/give/return"].map((path) => [
        path,
        { target: process.env.SANAD_URL ?? "http://localhost:8080", changeOrigin: false },
      ]),
    ),
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}", "scripts/**/*.test.ts"],
  },
} as Parameters<typeof defineConfig>[0]);
