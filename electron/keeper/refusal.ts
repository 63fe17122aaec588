/** Something cannot be done, for a reason that somebody can put right; the message is one sentence with the remedy. */
export class Refusal extends Error {
  readonly exitCode: number;
  /** @param exitCode not 0 */
  constructor(sentence: string, exitCode = 1) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** What an error says, in one line. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
