/** The fingerprints that are kept with the sources: one file for each widget and layout, one paragraph for each picture. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../../build/paths.ts';
import { type Fingerprint, read, written } from './fingerprint.ts';
import { nameOf, type Picture } from './pictures.ts';

const FOLDER = inProject('test', 'visual', 'fingerprints');
const HEAD = '# ';

/** By the names of their pictures. */
export type Kept = ReadonlyMap<string, Fingerprint>;

export function readKept(): Kept {
  mkdirSync(FOLDER, { recursive: true });
  const paragraphs = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.txt'))
    .flatMap((file) => readFileSync(join(FOLDER, file), 'utf8').split(/^(?=# )/m));
  return new Map(
    paragraphs.map((paragraph) => {
      const [head = '', ...lines] = paragraph.trimEnd().split('\n');
      return [head.slice(HEAD.length), read(lines.join('\n'))];
    }),
  );
}

/** Writes all anew; what is no longer drawn is forgotten. */
export function writeKept(all: readonly (readonly [Picture, Fingerprint])[]): void {
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.txt'))) rmSync(join(FOLDER, file));
  for (const [show, its] of Map.groupBy(all, ([picture]) => picture.show)) {
    const text = its.map(([picture, print]) => `${HEAD}${nameOf(picture)}\n${written(print)}\n`).join('\n');
    writeFileSync(join(FOLDER, `${show.replace(':', '-')}.txt`), text);
  }
}
