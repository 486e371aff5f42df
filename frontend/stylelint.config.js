/** Logical properties only: the page runs both ways. */
export default {
  extends: ["stylelint-config-standard"],
  plugins: ["stylelint-use-logical"],
  rules: {
    "csstools/use-logical": "always",
    "at-rule-no-unknown": [true, { ignoreAtRules: ["theme", "utility", "apply", "source", "variant", "custom-variant"] }],
    "at-rule-empty-line-before": null,
    "custom-property-empty-line-before": null,
    "declaration-block-single-line-max-declarations": null,
    "custom-property-pattern": null,
    "declaration-empty-line-before": null,
    "rule-empty-line-before": null,
    "comment-empty-line-before": null,
    "import-notation": null,
    "property-no-unknown": [true, { ignoreProperties: ["/^--color-\\*$/"] }],
    "value-keyword-case": ["lower", { ignoreKeywords: ["Highlight", "Vazirmatn", "Tahoma"] }],
    "property-no-vendor-prefix": null,
    "selector-pseudo-element-no-unknown": true,
    "nesting-selector-no-missing-scoping-root": null,
  },
};
