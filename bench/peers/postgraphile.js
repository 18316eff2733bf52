// PostGraphile 5 on the tables as they are, by its Amber preset, with the plugin that most add to it for filters.
// Usage: node postgraphile.js DATABASE PORT SOCKETS
import { createServer } from 'node:http';
import { PostGraphileConnectionFilterPreset } from 'postgraphile-plugin-connection-filter';
import { postgraphile } from 'postgraphile';
import { TYPES } from 'postgraphile/@dataplan/pg';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { pgSmartTags } from 'postgraphile/utils';
import { listening } from './listening.js';

const [, , connectionString, port, max] = process.argv;

// A cursor holds what a list is ordered by, as JSON: bytes would come back from it as an object, and be compared as nothing.
// PostgreSQL's own words for them come back as they were, and cost less. No query asks for any.
Object.assign(TYPES.bytea, { fromPg: (words) => words, toPg: (words) => words });

// An order by bytes, or by a column that no index begins with, is not offered unless it is asked for.
const ordered = (table, ...columns) => columns.map((column) => ({
  kind: 'attribute',
  match: `${table}.${column}`,
  tags: { behavior: '+orderBy' },
}));

const tags = pgSmartTags([
  // The table "node" would be the type Node, which Relay has.
  { kind: 'class', match: 'node', tags: { name: 'record_node' } },
  ...ordered('opinion', 'newest_first'),
  ...ordered('vote', 'newest_first'),
  ...ordered('vote_position', 'newest_first'),
  ...ordered('declaration', 'newest_first', 'rank'),
  ...ordered('declaration_organisation', 'rank'),
  ...ordered('declaration_speaker', 'rank'),
  ...ordered('rapporteur', 'rank'),
  ...ordered('report', 'newest_first'),
  ...ordered('recommendation', 'newest_first'),
  ...ordered('recommendation_maker', 'rank'),
  ...ordered('membership', 'name_key'),
  ...ordered('organisation', 'name_key'),
  ...ordered('organisation_alias', 'rank'),
  ...ordered('organisation_identifier', 'scheme', 'value'),
  ...ordered('paragraph', 'rank'),
  ...ordered('section', 'rank'),
  ...ordered('theme_assignment', 'rank'),
]);

const instance = postgraphile({
  extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
  plugins: [tags],
  pgServices: [makePgService({ connectionString, schemas: ['public'], poolConfig: { max: Number(max) } })],
  grafserv: { graphqlPath: '/graphql', graphiql: false, websockets: false, watch: false },
  grafast: { explain: false },
  schema: {
    connectionFilterRelations: true,
    connectionFilterComputedColumns: false,
    connectionFilterSetofFunctions: false,
    connectionFilterArrays: false,
    defaultBehavior: '-insert -update -delete',
  },
});

const server = createServer();
await instance.createServ(grafserv).addTo(server);
listening(server, port);

if (process.env.PRINT_SCHEMA) {
  const { printSchema } = await import('postgraphile/graphql');
  console.log(printSchema(await instance.getSchema()));
}
