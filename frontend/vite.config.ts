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
  resolve: { alias: { "@": new URL("./src", import.meta.url).pathname } },
  build: {
    target: "es2023",
    manifest: true,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    sourcemap: false,
    modulePreload: { polyfill: false },
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
