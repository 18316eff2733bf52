// What a page with Relay would ask: a list that pages, a record that is fetched anew, and a list below it.
import { graphql } from 'relay-runtime';

export const query = graphql`
  query OpinionsQuery($count: Int!, $cursor: String, $id: ID!, $words: String!) {
    ...Opinions_list @arguments(count: $count, cursor: $cursor)
    ...Opinions_search @arguments(words: $words, first: $count)
    node(id: $id) {
      ...Opinions_vote @alias
      ...Opinions_organisation @alias
    }
  }
`;

export const list = graphql`
  fragment Opinions_list on Query
  @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" })
  @refetchable(queryName: "OpinionsPageQuery") {
    opinions(first: $count, after: $cursor) @connection(key: "Opinions_opinions") {
      totalCount
      edges {
        node {
          title
          ...Opinions_vote
        }
      }
    }
  }
`;

export const vote = graphql`
  fragment Opinions_vote on Opinion @refetchable(queryName: "OpinionsVoteQuery") {
    vote {
      outcome
      formula
      source {
        quote
      }
    }
  }
`;

export const organisation = graphql`
  fragment Opinions_organisation on Organisation
  @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" })
  @refetchable(queryName: "OpinionsOrganisationQuery") {
    name
    declarations(first: $count, after: $cursor) @connection(key: "Opinions_declarations") {
      edges {
        node {
          rank
        }
      }
    }
  }
`;

// A search pages both ways.
export const search = graphql`
  fragment Opinions_search on Query
  @argumentDefinitions(
    words: { type: "String!" }
    first: { type: "Int" }
    after: { type: "String" }
    last: { type: "Int" }
    before: { type: "String" }
  )
  @refetchable(queryName: "OpinionsSearchQuery") {
    search(query: $words, first: $first, after: $after, last: $last, before: $before)
      @connection(key: "Opinions_search") {
      edges {
        node {
          score
          snippet
        }
      }
    }
  }
`;
