// Mercurius with JIT on fastify, as one would write it for these tables: its own loaders, one statement each.
// Usage: node mercurius.js DATABASE PORT SOCKETS
import { readFileSync } from 'node:fs';
import fastify from 'fastify';
import mercurius from 'mercurius';
import { database } from './statements.js';

const [, , address, port, max] = process.argv;
const rows = database(address, Number(max));

// What is asked for, each once; hemicycle's cursor is four bytes, an id and a sort key.
const once = (ids) => [...new Set(ids)];
const place = (cursor) => {
  const bytes = Buffer.from(cursor, 'base64url');
  return [bytes.subarray(20), bytes.subarray(4, 20).toString('hex')];
};
const where = ({ kind = null, assembly = null, theme = null, heldOn = {} }) =>
  [kind, assembly, theme, heldOn.from ?? null, heldOn.to ?? null];

// The record that each refers to by a column.
const one = (statement, column) => async (queries) => {
  const ids = once(queries.map(({ obj }) => obj[column]).filter((id) => id !== null));
  const found = ids.length === 0 ? [] : await rows(statement, ids);
  const byId = new Map(found.map((row) => [row.id, row]));
  return queries.map(({ obj }) => byId.get(obj[column]) ?? null);
};

const grouped = (found) => {
  const byParent = new Map();
  for (const row of found) {
    const known = byParent.get(row.parent);
    if (known === undefined) byParent.set(row.parent, [row]);
    else known.push(row);
  }
  return (parent) => byParent.get(parent) ?? [];
};

// The list that each has, whole.
const many = (statement, made = (row) => row) => async (queries) => {
  const of = grouped(await rows(statement, once(queries.map(({ obj }) => obj.id))));
  return queries.map(({ obj }) => of(obj.id).map(made));
};

// One statement for those that ask alike: aliases may ask for pages of two sizes at once.
const alike = (key, ask) => async (queries) => {
  const sets = Map.groupBy(queries, key);
  if (sets.size === 1) return ask(queries);
  const asked = [...sets.values()].map(async (set) => [set, await ask(set)]);
  const answers = new Map((await Promise.all(asked)).flatMap(([set, answered]) => set.map((query, at) => [query, answered[at]])));
  return queries.map((query) => answers.get(query));
};

// The first of the list that each has, with the statement that counts the whole of it.
const page = (statement, count) => alike(({ params }) => params.first, async (queries) => {
  const of = grouped(await rows(statement, once(queries.map(({ obj }) => obj.id)), queries[0].params.first));
  return queries.map(({ obj }) => ({ id: obj.id, count, nodes: of(obj.id) }));
});
const totalCount = alike(({ obj }) => obj.count, async (queries) => {
  const counts = await rows(queries[0].obj.count, once(queries.map(({ obj }) => obj.id)));
  const byParent = new Map(counts.map(({ parent, count }) => [parent, count]));
  return queries.map(({ obj }) => byParent.get(obj.id) ?? 0);
});

const resolvers = {
  Query: {
    opinions: async (_, { first, after, filter }) => {
      if (filter) return { filter, nodes: await rows('opinionsWhere', ...where(filter), first) };
      return { filter: {}, nodes: after ? await rows('opinionsAfter', ...place(after), first) : await rows('opinions', first) };
    },
    opinion: async (_, { id }) => (await rows('opinion', [id]))[0] ?? null,
    vote: async (_, { id }) => (await rows('vote', [id]))[0] ?? null,
    person: async (_, { by }) => (await rows('person', [by.id]))[0] ?? null,
    organisation: async (_, { by }) => (await rows('organisation', [by.id]))[0] ?? null,
    search: async (_, { query, first }) => ({ query, nodes: (await rows('searched', query, first)).map((node) => ({ node })) }),
    statistics: async (_, { filter }) => {
      const { from, to } = filter.heldOn;
      return (await rows('statistics', filter.assembly[0], from, to))[0].figures;
    },
  },
  Node: { resolveType: () => 'Opinion' },
  SearchConnection: { totalCount: async ({ query }) => (await rows('countSearched', query))[0].count },
  OpinionConnection: {
    totalCount: async ({ filter }) => (await rows('countOpinions', ...where(filter)))[0].count,
  },
  Vote: {
    counts: ({ for: pour, against, abstentions }) =>
      (pour === null && against === null && abstentions === null ? null : { for: pour, against, abstentions }),
  },
};

const loaders = {
  Opinion: {
    assembly: one('organisation', 'assembly_id'),
    commission: one('organisation', 'commission_id'),
    session: one('session', 'session_id'),
    report: one('report', 'report_id'),
    rapporteurs: many('rapporteurs'),
    themes: many('themes'),
    sections: many('sections'),
    recommendations: page('recommendationsOfOpinion', 'countRecommendationsOfOpinion'),
    declarations: many('declarations'),
    async vote(queries) {
      const found = await rows('voteOfOpinion', once(queries.map(({ obj }) => obj.id)));
      const byOpinion = new Map(found.map((row) => [row.opinion_id, row]));
      return queries.map(({ obj }) => byOpinion.get(obj.id) ?? null);
    },
  },
  Session: { assembly: one('organisation', 'assembly_id') },
  Report: { submittedBy: one('organisation', 'submitted_by_id') },
  ThemeAssignment: { theme: one('theme', 'theme_id') },
  Section: { paragraphs: many('paragraphsOfSection') },
  Rapporteur: { person: one('person', 'person_id') },
  Vote: { opinion: one('opinion', 'opinion_id'), positions: page('positions') },
  VotePosition: {
    vote: one('vote', 'vote_id'),
    person: one('person', 'person_id'),
    organisation: one('organisation', 'organisation_id'),
  },
  Declaration: {
    opinion: one('opinion', 'opinion_id'),
    speaker: one('person', 'speaker_id'),
    organisations: many('organisationsOfDeclaration'),
    paragraphs: many('paragraphsOfDeclaration'),
    recommendations: page('recommendationsOfDeclaration', 'countRecommendationsOfDeclaration'),
  },
  DeclarationConnection: { totalCount },
  Recommendation: { origin: one('opinion', 'origin_id'), madeBy: many('makers') },
  RecommendationConnection: { totalCount },
  Organisation: {
    territory: one('territory', 'territory_id'),
    aliases: many('aliases', ({ name }) => name),
    identifiers: many('identifiers'),
    delegations: page('delegations', 'countDelegations'),
    declarations: page('declarationsOfOrganisation', 'countDeclarations'),
    recommendations: page('recommendationsOfOrganisation', 'countRecommendations'),
  },
  Person: {
    memberships: page('memberships', 'countMemberships'),
    votePositions: page('positionsOfPerson'),
  },
  Membership: {
    person: one('person', 'person_id'),
    organisation: one('organisation', 'organisation_id'),
    onBehalfOf: one('organisation', 'on_behalf_of_id'),
  },
  MembershipConnection: { totalCount },
};

// The loaders ask for each record once themselves. Mercurius' own cache would make a text of each parent to know it by.
for (const fields of Object.values(loaders)) {
  for (const [field, loader] of Object.entries(fields)) fields[field] = { loader, opts: { cache: false } };
}

const schema = readFileSync(new URL('mercurius.graphql', import.meta.url), 'utf8');
const app = fastify();
await app.register(mercurius, { schema, resolvers, loaders, jit: 1 });
await app.ready();
await app.listen({ port: Number(port), host: '127.0.0.1' });
console.error(`listening on 127.0.0.1:${app.server.address().port}`);
