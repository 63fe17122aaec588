/** `npm run fingerprints`: draws the pictures that are kept, says how each has changed, and keeps them as they are now. */
import { differences } from './differences.ts';
import type { Fingerprint } from './fingerprint.ts';
import { openGallery } from './gallery.ts';
import { readKept, writeKept } from './kept.ts';
import { kept, nameOf, type Picture } from './pictures.ts';

const TOLD_MOST = 12;

function tell(name: string, changes: readonly string[]): void {
  if (changes.length === 0) return;
  const more = changes.length > TOLD_MOST ? [`and ${changes.length - TOLD_MOST} more`] : [];
  process.stdout.write([name, ...changes.slice(0, TOLD_MOST), ...more].join('\n  ') + '\n');
}

const before = readKept();
const gallery = await openGallery();
const now: [Picture, Fingerprint][] = [];
try {
  for (const picture of kept()) {
    const page = await gallery.show(picture);
    now.push([picture, await gallery.fingerprint(page, picture.shape)]);
  }
} finally {
  await gallery.close();
}
for (const [picture, print] of now) {
  const name = nameOf(picture);
  const old = before.get(name);
  tell(name, old ? differences(old, print) : ['is new']);
}
const names = new Set(now.map(([picture]) => nameOf(picture)));
for (const name of before.keys()) if (!names.has(name)) tell(name, ['is no longer drawn']);
writeKept(now);
process.stdout.write(`${now.length} pictures are kept.\n`);
