import { useEffect, useState } from 'react';
import type { TypedDocumentString } from './gql/graphql';

/** Where the API is: the page's address says it (`?api=…`), or it is the demo's. */
const ADDRESS = new URLSearchParams(location.search).get('api') ?? 'http://127.0.0.1:8080/graphql';

interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** Asks the API; the document says what comes back. */
export async function ask<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Data> {
  const response = await fetch(ADDRESS, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: document.toString(), variables }),
    signal: signal ?? null,
  });
  const { data, errors } = (await response.json()) as Answer<Data>;
  if (errors?.length) {
    throw new Error(errors.map(({ message, extensions }) => `${extensions?.code ?? ''} ${message}`).join('; '));
  }
  if (!data) throw new Error(`the API answered ${response.status} without data`);
  return data;
}

export type Asked<Data> = { state: 'waiting' } | { state: 'failed'; why: string } | { state: 'here'; data: Data };

/** What the API answers, anew whenever the variables change. */
export function useAsked<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Asked<Data> {
  const [asked, setAsked] = useState<Asked<Data>>({ state: 'waiting' });
  const key = JSON.stringify(variables);
  useEffect(() => {
    const leaving = new AbortController();
    setAsked({ state: 'waiting' });
    ask(document, JSON.parse(key) as Variables, leaving.signal).then(
      (data) => setAsked({ state: 'here', data }),
      (error: unknown) => {
        if (!leaving.signal.aborted) setAsked({ state: 'failed', why: String(error) });
      },
    );
    return () => leaving.abort();
  }, [document, key]);
  return asked;
}
