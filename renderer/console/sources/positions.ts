/** How far each part of a source has been read, from what the engine keeps of it. */
import type { SourceKind } from './kindOf.ts';

export type ReadPosition =
  | { readonly is: 'seq'; readonly seq: number }
  | { readonly is: 'file'; readonly rows: number; readonly done: boolean }
  | { readonly is: 'row'; readonly column: string; readonly key: string }
  /** As the engine keeps it: this console does not know it. */
  | { readonly is: 'other'; readonly text: string };

export function readPosition(kind: SourceKind, text: string): ReadPosition {
  const other: ReadPosition = { is: 'other', text };
  if (kind === 'pull') return /^\d+$/.test(text) ? { is: 'seq', seq: Number(text) } : other;
  const kept = parsed(text);
  if (kind === 'files' && typeof kept['taken'] === 'number')
    return { is: 'file', rows: kept['taken'], done: kept['done'] === true };
  if (kind === 'sql' && typeof kept['column'] === 'string' && typeof kept['key'] === 'string')
    return { is: 'row', column: kept['column'], key: kept['key'] };
  return other;
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
