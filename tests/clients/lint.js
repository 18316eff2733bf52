#!/usr/bin/env node
// Lints a schema by the rules of graphql-eslint: those that it recommends, and those of Relay's specification.
// Prints what breaks one; with 1 it says that something did.
// Usage: node lint.js SCHEMA
import { readFile } from 'node:fs/promises';
import { configs, parser, rules } from '@graphql-eslint/eslint-plugin';
import { Linter } from 'eslint';

// What is a part of its record, or of an answer, and no record itself: it has no id to be found again by. A new type
// of that kind is listed here.
const PARTS = [
  'Change',
  'Conflict',
  'Decision',
  'Deliberation',
  'Evidence',
  'Identifier',
  'Ledger',
  'PageInfo',
  'Problem',
  'RateLimit',
  'Revision',
  'RevisionDifference',
  'SearchHit',
  'Source',
  'Statistics',
  'StatisticsFigures',
  'StatisticsGroup',
  'StatisticsValue',
  'ThemeRule',
  'UserError',
  'VoteCounts',
];

const [file] = process.argv.slice(2);
const schema = await readFile(file, 'utf8');

const linter = new Linter();
const broken = linter.verify(
  schema,
  {
    files: ['**'],
    languageOptions: { parser, parserOptions: { graphQLConfig: { schema: file } } },
    plugins: { '@graphql-eslint': { rules } },
    rules: {
      ...configs['flat/schema-recommended'].rules,
      ...configs['flat/schema-relay'].rules,
      // What owners bound comes in plain lists, and a page has its `nodes` beside its `edges`. A hit of a search is a
      // record with its score and snippet; the record is the node.
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false }],
      '@graphql-eslint/strict-id-in-types': [
        'error',
        { exceptions: { suffixes: ['Connection', 'Edge', 'Facet', 'Facets', 'Payload'], types: PARTS } },
      ],
    },
  },
  { filename: 'schema.graphql' },
);
// What happened is read forwards alone: who follows goes on from where it was.
const FORWARDS = /^Field `changes` must contain an argument `(last|before)`/;
const counted = broken.filter(({ message }) => !FORWARDS.test(message));
for (const { line, column, ruleId, message } of counted) console.log(`${line}:${column} ${ruleId} ${message}`);
process.exitCode = counted.length > 0 ? 1 : 0;
