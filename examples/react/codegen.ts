import type { CodegenConfig } from '@graphql-codegen/cli';

// From the file and not from a server: the client fits the version of the schema that it was written for.
const config: CodegenConfig = {
  schema: '../../schema.graphql',
  documents: ['src/**/*.ts', 'src/**/*.tsx', '!src/gql/**'],
  generates: {
    './src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        strictScalars: true,
        scalars: { Date: 'string', DateTime: 'string', PartialDate: 'string', Upload: 'File' },
        useTypeImports: true,
      },
    },
  },
};

export default config;
