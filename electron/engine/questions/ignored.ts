import type { Query } from '../../contract/questions.ts';
import type { Reading } from './reading.ts';

/** A bound is said in đồng, thousands, millions or thousands of millions. */
const SCALES = [1, 1e3, 1e6, 1e9];

/** What nobody knows, and what this kind of query cannot be restricted to. */
export function ignoredBy(query: Query, { words, unknown, meanings, numbers }: Reading): string[] {
  const restricted = 'only' in query && query.only !== undefined;
  const left = restricted
    ? []
    : meanings.filter(({ meaning }) => meaning.startsWith('only:')).map(({ at }) => at);
  const used = new Set([
    'limit' in query ? query.limit : null,
    ...SCALES.map((scale) => ('bound' in query && query.bound ? query.bound.value / scale : null)),
  ]);
  const spare = numbers.filter(({ value }) => !used.has(value)).map(({ at }) => at);
  return [...unknown, ...left, ...spare].sort((a, b) => a - b).flatMap((i) => words[i]?.marked ?? []);
}
