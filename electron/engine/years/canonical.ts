/** The one text of a document that its digest is of. */
import { createHash } from 'node:crypto';

/**
 * JSON without spaces, the fields of every object in the order of their code units. Numbers and strings are written as
 * ECMAScript's `JSON.stringify` writes them.
 */
export function canonicalText(document: unknown): string {
  return JSON.stringify(document, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** SHA-256 of lines, each with its line feed, in hexadecimal: what `sha256sum` says of a file of them. */
export function digestOf(lines: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(`${line}\n`);
  return hash.digest('hex');
}
