/** A failure that a person can do something about: one sentence with the remedy, and the exit code. */
export class Failure extends Error {
  /**
   * @param {string} sentence what went wrong and what to do
   * @param {number} [exitCode] not 0
   */
  constructor(sentence, exitCode = 1) {
    super(sentence);
    this.name = 'Failure';
    this.exitCode = exitCode;
  }
}

/**
 * Ends the program with one sentence on standard error.
 * @param {unknown} error
 * @returns {never}
 */
export function endWith(error) {
  if (error instanceof Failure) {
    process.stderr.write(`${error.message}\n`);
    process.exit(error.exitCode);
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${text}\nThis should not have happened; please report it with the lines above.\n`);
  process.exit(1);
}
