import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** GraphiQL, bundled: the explorer at /graphiql asks no other host for anything. */
export default defineConfig({
  root: "explorer",
  base: "/graphiql/",
  publicDir: false,
  plugins: [react()],
  build: { outDir: "../dist/graphiql", emptyOutDir: true, target: "es2023", assetsInlineLimit: 0, chunkSizeWarningLimit: 4000 },
});
