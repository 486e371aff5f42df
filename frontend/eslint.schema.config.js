import graphqlPlugin from "@graphql-eslint/eslint-plugin";

const relay = graphqlPlugin.configs["flat/schema-relay"].rules;

export default [
  {
    files: ["**/*.graphqls"],
    ignores: ["**/snapshot.graphql"],
    languageOptions: {
      parser: graphqlPlugin.parser,
      parserOptions: { graphQLConfig: { schema: "schema/!(snapshot).graphqls" } },
    },
    plugins: { "@graphql-eslint": graphqlPlugin },
    rules: {
      ...relay,
      // Relay asks for forward or backward arguments; not every list is worth reading both ways.
      "@graphql-eslint/relay-arguments": ["error", { includeBoth: false }],
      // Lists of values and the `nodes` shorthand stand beside edges; findings and lines are facts without an id of their own.
      "@graphql-eslint/relay-edge-types": ["error", { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false }],
      "@graphql-eslint/require-description": [
        "error",
        {
          types: true,
          rootField: true,
          FieldDefinition: true,
          EnumValueDefinition: true,
          InputValueDefinition: true,
          DirectiveDefinition: true,
        },
      ],
      "@graphql-eslint/no-typename-prefix": "off",
      "@graphql-eslint/no-hashtag-description": "error",
      "@graphql-eslint/unique-type-names": "error",
      "@graphql-eslint/known-type-names": "error",
      "@graphql-eslint/require-deprecation-reason": "error",
    },
  },
];
