import lingui from "eslint-plugin-lingui";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** Directions of import: lib, ui ← features ← routes ← app. No feature imports another. */
function closed(from, groups) {
  return {
    files: [`src/${from}/**/*.{ts,tsx}`],
    rules: { "no-restricted-imports": ["error", { patterns: groups.map((group) => ({ group: [group], message: `${from} must not reach into ${group}` })) }] },
  };
}

export default tseslint.config(
  { ignores: ["dist", "node_modules", "e2e/output", "src/lib/graphql-env.d.ts", "public", "*.config.js"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { project: ["./tsconfig.json", "./tsconfig.node.json"], tsconfigRootDir: import.meta.dirname },
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks, lingui },
    rules: {
      ...reactHooks.configs.recommended.rules,
      "lingui/no-expression-in-message": "off",
      "lingui/no-single-variables-to-translate": "error",
      "lingui/no-trans-inside-trans": "error",
      "lingui/t-call-in-function": "error",
    },
  },
  {
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      // The router throws redirects and not-founds, which are no errors.
      "@typescript-eslint/only-throw-error": "off",
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Export by name." },
        { selector: "ExportAllDeclaration", message: "No barrels." },
      ],
    },
  },
  { files: ["*.config.ts", "scripts/*.d.ts"], rules: { "no-restricted-syntax": "off" } },
  closed("lib", ["**/ui/*", "**/features/**", "**/routes/**", "**/app/*"]),
  closed("ui", ["**/features/**", "**/routes/**", "**/app/*"]),
  closed("features", ["**/routes/**", "**/app/*"]),
  closed("routes", ["**/app/*"]),
);
