/** How far the sources of a test may go by now: a number in a file, so that they all may be killed at any moment. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

export function readNumber(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

/** Whole or not at all. */
export function writeNumber(file: string, n: number): void {
  writeFileSync(`${file}.new`, String(n));
  renameSync(`${file}.new`, file);
}
