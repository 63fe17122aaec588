/** A program that leaves CSV files in a folder: every other one is written in place, the rest beside it and renamed. */
import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readNumber, writeNumber } from './allowed.ts';
import { rowOf } from './lines.ts';

/** Rows of a file. */
export const FILE_ROWS = 100;
const PAUSE_MS = 5;

/** A file that was not finished when the program ended is written anew. */
export async function fillFolder(
  source: string,
  given: { allowed: string; position: string; folder: string },
): Promise<never> {
  for (;;) {
    const file = readNumber(given.position);
    const name = join(given.folder, `${source}-${file}.csv`);
    const written = file % 2 === 0 ? name : `${name}.tmp`;
    const first = file * FILE_ROWS + 1;
    while (readNumber(given.allowed) < first) await wait(PAUSE_MS);
    writeFileSync(written, 'case,unit,due,done,mark\n');
    for (let n = first; n <= (file + 1) * FILE_ROWS; n += 1) {
      while (readNumber(given.allowed) < n) await wait(PAUSE_MS);
      const row = rowOf(source, n);
      const text = `${row.case},${row.unit},${row.due ?? 'sai'},${row.done},civil.\n`;
      // A row may be cut where the program ends.
      appendFileSync(written, text.slice(0, text.length / 2));
      appendFileSync(written, text.slice(text.length / 2));
    }
    if (written !== name) renameSync(written, name);
    writeNumber(given.position, file + 1);
  }
}
