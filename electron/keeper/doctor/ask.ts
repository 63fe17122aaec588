import { execFile } from 'node:child_process';

/** A program that takes longer has nothing to say, ms. */
const PATIENCE = 8_000;

/** What a program of the system writes on standard output; `null` when it is not there, fails, or takes too long. */
export function ask(program: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(program, [...args], { timeout: PATIENCE, env: { ...process.env, LC_ALL: 'C' } }, (error, out) =>
      resolve(error ? null : out),
    );
  });
}
