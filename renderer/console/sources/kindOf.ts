import { SOURCE_KINDS } from '../../../electron/contract/answers.ts';

export type SourceKind = (typeof SOURCE_KINDS)[number];

/** The kind that a text names. */
export function kindOf(text: string): SourceKind {
  return SOURCE_KINDS.find((kind) => kind === text) ?? 'push';
}
