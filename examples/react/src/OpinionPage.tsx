import { useAsked } from './api';
import { graphql } from './gql';
import type { WhereFragment } from './gql/graphql';

const OPINION = graphql(`
  query Opinion($id: ID!) {
    node(id: $id) {
      __typename
      ... on Opinion {
        title
        vote {
          outcome
          source {
            ...Where
          }
        }
        declarations {
          id
          speaker {
            name
          }
          organisations {
            id
            name
          }
          source {
            ...Where
          }
        }
      }
    }
  }

  fragment Where on Source {
    prefix
    quote
    suffix
    start
    end
    document {
      sha256
    }
  }
`);

/** The words that a fact was read in, with those around them. */
function Quoted({ source }: { source: WhereFragment }) {
  return (
    <blockquote title={`${source.document.sha256}, ${source.start}–${source.end}`}>
      …{source.prefix}
      <mark>{source.quote}</mark>
      {source.suffix}…
    </blockquote>
  );
}

/** One opinion: how it was voted, who spoke, and where that was read. */
export function OpinionPage({ id }: { id: string }) {
  const asked = useAsked(OPINION, { id });
  if (asked.state === 'failed') return <p role="alert">{asked.why}</p>;
  if (asked.state === 'waiting') return <p role="status">…</p>;
  const opinion = asked.data.node;
  if (opinion?.__typename !== 'Opinion') return <p role="alert">Aucun avis n’a cet identifiant.</p>;
  return (
    <main>
      <p><a href="#">Tous les avis</a></p>
      <h1>{opinion.title}</h1>
      {opinion.vote && (
        <section>
          <h2>Vote</h2>
          <p>{opinion.vote.outcome ?? 'Résultat inconnu'}</p>
          {opinion.vote.source && <Quoted source={opinion.vote.source} />}
        </section>
      )}
      <h2>Déclarations ({opinion.declarations.length})</h2>
      {opinion.declarations.map(({ id, speaker, organisations, source }) => (
        <article key={id}>
          <h3>{organisations.map(({ name }) => name).join(', ')}</h3>
          {speaker?.name && <p className="quiet">{speaker.name}</p>}
          {source && <Quoted source={source} />}
        </article>
      ))}
    </main>
  );
}
