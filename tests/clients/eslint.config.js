// The schema against the rules of graphql-eslint: those that it recommends, and those of the Relay specification.
// The file to lint is named by the environment, so that a test can lint a schema that breaks them.
import { rules, configs, parser } from '@graphql-eslint/eslint-plugin';

const schema = process.env.HEMICYCLE_SCHEMA ?? '../../schema.graphql';

export default [
  {
    files: ['**/*.graphql'],
    languageOptions: { parser, parserOptions: { graphQLConfig: { schema } } },
    plugins: { '@graphql-eslint': { rules } },
    rules: {
      ...configs['flat/schema-recommended'].rules,
      ...configs['flat/schema-relay'].rules,
    },
  },
];
