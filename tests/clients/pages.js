// Pages through the opinions of the service at the address given with Apollo Client and with urql, and prints what
// they hold as JSON.
// Usage: node pages.js ADDRESS
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { Client, cacheExchange, fetchExchange } from '@urql/core';

const [address] = process.argv.slice(2);
const requests = [];
const recorded = (url, options) => {
  requests.push({ method: options?.method ?? 'GET', url: String(url) });
  return fetch(url, options);
};

const OPINIONS = gql`
  query Opinions($first: Int!, $after: String) {
    opinions(first: $first, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          title
          vote {
            id
            formula
          }
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`;
const titles = ({ opinions }) => opinions.edges.map(({ node }) => node.title);

async function apollo() {
  const cache = new InMemoryCache({
    typePolicies: { Query: { fields: { opinions: relayStylePagination() } } },
  });
  const client = new ApolloClient({ cache, link: new HttpLink({ uri: address, fetch: recorded }) });
  const list = client.watchQuery({ query: OPINIONS, variables: { first: 2 } });
  const listening = list.subscribe(() => {});
  let { data } = await client.query({ query: OPINIONS, variables: { first: 2 } });
  const steps = [titles(data)];
  while (data.opinions.pageInfo.hasNextPage) {
    await list.fetchMore({ variables: { after: data.opinions.pageInfo.endCursor } });
    data = client.readQuery({ query: OPINIONS, variables: { first: 2 } });
    steps.push(titles(data));
  }
  // The same list in one page, past the cache.
  const whole = await client.query({ query: OPINIONS, variables: { first: 100 }, fetchPolicy: 'no-cache' });
  listening.unsubscribe();
  const keys = Object.keys(cache.extract()).sort();
  const ids = data.opinions.edges.map(({ node }) => node.id);
  return { steps, total: data.opinions.totalCount, whole: titles(whole.data), ids, keys };
}

async function urql() {
  requests.length = 0;
  const client = new Client({
    url: address, preferGetMethod: 'force', exchanges: [cacheExchange, fetchExchange], fetch: recorded,
  });
  const found = [];
  let after = null;
  do {
    const { data, error } = await client.query(OPINIONS, { first: 2, after }).toPromise();
    if (error) throw error;
    found.push(...titles(data));
    after = data.opinions.pageInfo.hasNextPage ? data.opinions.pageInfo.endCursor : null;
  } while (after);
  const refused = await client.query('{ opinions(first: -1) { totalCount } }', {}).toPromise();
  return {
    found,
    methods: [...new Set(requests.map(({ method }) => method))],
    requests: requests.length,
    code: refused.error.graphQLErrors[0].extensions.code,
  };
}

console.log(JSON.stringify({ apollo: await apollo(), urql: await urql() }));
process.exit();
