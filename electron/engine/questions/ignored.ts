import type { Query } from '../../contract/questions.ts';
import type { Reading } from './reading.ts';

/** What nobody knows, and what this kind of query cannot be restricted to. */
export function ignoredBy(query: Query, { words, unknown, meanings }: Reading): string[] {
  const restricted = 'only' in query && query.only !== undefined;
  const left = restricted
    ? []
    : meanings.filter(({ meaning }) => meaning.startsWith('only:')).map(({ at }) => at);
  return [...unknown, ...left].sort((a, b) => a - b).flatMap((i) => words[i]?.marked ?? []);
}
