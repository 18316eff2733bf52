// Composes the service at the address given with a second subgraph, notes on opinions, and asks an Apollo gateway what
// crosses both. Prints the answers as JSON.
// Usage: node gateway.js ADDRESS
import { composeServices } from '@apollo/composition';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';

const [address] = process.argv.slice(2);

async function ask(query, variables) {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return answer.json();
}

const NOTES = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable"])

  type Query {
    notes: [Note!]!
  }

  "What a reader wrote beside an opinion."
  type Note @key(fields: "id") {
    id: ID!
    text: String!
    opinion: Opinion
    "An organisation or a person that it is about."
    about: Subject
  }

  type Opinion @key(fields: "id") {
    id: ID!
    notes(first: Int = 10): NoteConnection!
  }

  type Organisation @key(fields: "id", resolvable: false) {
    id: ID!
  }

  type Person @key(fields: "id", resolvable: false) {
    id: ID!
  }

  union Subject = Organisation | Person

  type NoteConnection {
    nodes: [Note!]!
    pageInfo: PageInfo!
  }

  type PageInfo @shareable {
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
    endCursor: String
  }
`;

const { data } = await ask(
  '{ opinions(first: 3) { nodes { id } } organisations(first: 1) { nodes { id } } persons(first: 1) { nodes { id } } }',
);
const opinions = data.opinions.nodes.map(({ id }) => id);
const [organisation] = data.organisations.nodes;
const [person] = data.persons.nodes;
// The last one is about an opinion that no document holds.
const notes = [
  { id: 'n1', text: 'first', opinion: opinions[0], about: { __typename: 'Organisation', ...organisation } },
  { id: 'n2', text: 'second', opinion: opinions[0], about: { __typename: 'Person', ...person } },
  { id: 'n3', text: 'third', opinion: opinions[2], about: null },
  { id: 'n4', text: 'lost', opinion: '00000000-0000-0000-0000-000000000000', about: null },
];
const place = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };
const second = new ApolloServer({
  plugins: [ApolloServerPluginInlineTraceDisabled()],
  schema: buildSubgraphSchema({
    typeDefs: parse(NOTES),
    resolvers: {
      Query: { notes: () => notes },
      Note: {
        __resolveReference: ({ id }) => notes.find((note) => note.id === id),
        opinion: ({ opinion }) => ({ id: opinion }),
      },
      Opinion: {
        __resolveReference: ({ id }) => ({ id }),
        notes: ({ id }) => ({ nodes: notes.filter((note) => note.opinion === id), pageInfo: place }),
      },
    },
  }),
});
const { url } = await startStandaloneServer(second, { listen: { host: '127.0.0.1', port: 0 } });

const { data: subgraph } = await ask('{ _service { sdl } }');
const composed = composeServices([
  { name: 'hemicycle', url: address, typeDefs: parse(subgraph._service.sdl) },
  { name: 'notes', url, typeDefs: parse(NOTES) },
]);
if (composed.errors) throw new Error(composed.errors.map(String).join('\n'));

const sent = [];
class Recorded extends RemoteGraphQLDataSource {
  async willSendRequest({ request }) {
    sent.push({ to: this.url === address ? 'hemicycle' : 'notes', query: request.query });
  }
}
const gateway = new ApolloGateway({
  supergraphSdl: composed.supergraphSdl,
  buildService: ({ url }) => new Recorded({ url }),
  logger: { debug() {}, info() {}, warn: console.error, error: console.error },
});
const supergraph = new ApolloServer({ gateway, includeStacktraceInErrorResponses: false });
await supergraph.start();

async function cross(query) {
  sent.length = 0;
  const { body } = await supergraph.executeOperation({ query });
  return { ...body.singleResult, sent: [...sent] };
}

console.log(JSON.stringify({
  opinions,
  hints: composed.hints.map(({ message }) => message),
  fromUs: await cross('{ opinions(first: 3) { nodes { title notes { nodes { text } } } pageInfo { hasNextPage } } }'),
  fromThem: await cross(`{ notes {
    text
    opinion { title vote { formula } declarations { rank organisations { name } } }
    about { ... on Organisation { organisation: name } ... on Person { person: name } }
  } }`),
  thereAndBack: await cross(
    '{ notes { opinion { session { opinions(first: 5) { nodes { title notes { nodes { text } } } } } } } }',
  ),
  refused: await cross('{ notes { text opinion { title session { opinions(first: -1) { totalCount } } } } }'),
  // Where the test has taken the reports away.
  failing: await cross('{ notes { text opinion { title session { reports { totalCount } } } } }'),
}));
await supergraph.stop();
await second.stop();
