import babel from "@rolldown/plugin-babel";
import { lingui, linguiTransformerBabelPreset } from "@lingui/vite-plugin";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { graphqlDocuments } from "./scripts/documents.ts";

const basePackages = ["react", "react-dom", "scheduler", "use-sync-external-store", "@tanstack", "@lingui", "@urql", "urql", "wonka"];
const baseSources = [
  "app/(?!reading-choices|sign-in-again)",
  "lib/(?!words|names|phone|format/parse|kept-choices)",
  "ui/(button|filters|icon|localized|money\\.|page-title|picture|progress-bar|sector-art|skeleton|state-panel|wordmark)",
  "features/campaign/card",
];

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

/**
 * Lets nothing wait for the stylesheet but the app: it is fetched from the start and put to use by `main.tsx`, while the first words are read
 * in the few rules of their own.
 */
function styleOfTheApp(): Plugin {
  return {
    name: "sanad-style-of-the-app",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html) {
        if (!html.includes('<link rel="stylesheet"')) throw new Error("the document has no stylesheet");
        return html.replace('<link rel="stylesheet"', '<link rel="preload" as="style"');
      },
    },
  };
}

export default defineConfig({
  plugins: [
    webShell(),
    styleOfTheApp(),
    graphqlDocuments(),
    react(),
    lingui({ failOnMissing: false, failOnCompileError: true }),
    babel({ presets: [linguiTransformerBabelPreset()] }),
    tailwindcss(),
  ],
  resolve: {
    alias: [
      { find: "@", replacement: new URL("./src", import.meta.url).pathname },
      // Documents are prepared at build time.
      { find: "@0no-co/graphql.web", replacement: new URL("./src/lib/graphql-language.ts", import.meta.url).pathname },
      // React has it since 18.
      { find: /^use-sync-external-store\/shim(\/with-selector)?$/, replacement: new URL("./src/lib/use-sync-external-store.ts", import.meta.url).pathname },
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
            { name: "base", test: new RegExp(`/(node_modules/(${basePackages.join("|")})/|src/(${baseSources.join("|")}))`) },
            // Small parts that most other public pages share: one request, and a shorter list of files in the base.
            { name: "shared", test: /\/src\/(ui\/(error-summary|field|notice|reference|search-box|use-pages)|lib\/names|features\/(campaign\/closed-reason|organization\/verification|giving\/(attempt|gift-secret)))\./ },
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
    // So that it finds the same stand-ins as the built app.
    server: { deps: { inline: ["@urql/core", "urql"] } },
    include: ["src/**/*.test.{ts,tsx}", "scripts/**/*.test.ts"],
  },
} as Parameters<typeof defineConfig>[0]);
