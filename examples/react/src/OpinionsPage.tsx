import { useState } from 'react';
import { useAsked } from './api';
import { graphql } from './gql';
import type { OpinionsQueryVariables } from './gql/graphql';

const OPINIONS = graphql(`
  query Opinions($first: Int, $after: String, $last: Int, $before: String) {
    opinions(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      nodes {
        id
        title
        session {
          heldOn
        }
        vote {
          formula
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
`);

const SIZE = 2;

/** All opinions, newest first, a page at a time. */
export function OpinionsPage() {
  const [page, setPage] = useState<OpinionsQueryVariables>({ first: SIZE });
  const asked = useAsked(OPINIONS, page);
  if (asked.state === 'failed') return <p role="alert">{asked.why}</p>;
  if (asked.state === 'waiting') return <p role="status">…</p>;
  const { nodes, pageInfo, totalCount } = asked.data.opinions;
  return (
    <main>
      <h1>Avis ({totalCount})</h1>
      <ol>
        {nodes.map(({ id, title, session, vote }) => (
          <li key={id}>
            <a href={`#${id}`}>{title ?? 'Sans titre'}</a>{' '}
            {session && <time dateTime={session.heldOn}>{session.heldOn}</time>}{' '}
            {vote?.formula && <span className="quiet">{vote.formula}</span>}
          </li>
        ))}
      </ol>
      <button
        disabled={!pageInfo.hasPreviousPage}
        onClick={() => setPage({ last: SIZE, before: pageInfo.startCursor })}
      >
        Plus récents
      </button>
      <button
        disabled={!pageInfo.hasNextPage}
        onClick={() => setPage({ first: SIZE, after: pageInfo.endCursor })}
      >
        Plus anciens
      </button>
    </main>
  );
}
