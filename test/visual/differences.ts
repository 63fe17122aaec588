/** How two fingerprints differ, in words; what only antialiasing or a rounded pixel makes different is the same. */
import type { Fingerprint, Marks, Word } from './fingerprint.ts';

/** Rem that words and marks may stand elsewhere, and be of another size. */
const MOVED = 0.25;
const RESIZED = 0.03;
/** Steps that each channel of a colour may be off, of 255. */
const RECOLOURED = 8;
/** Steps that a letter of a tone may be off. */
const TONE = 1;

/** @returns nothing when the same thing is seen */
export function differences(before: Fingerprint, now: Fingerprint): string[] {
  return [
    ...ofWords(before.words, now.words),
    ...ofMarks(before.marks, now.marks),
    ...ofTones(before.tones, now.tones),
  ];
}

function ofWords(before: readonly Word[], now: readonly Word[]): string[] {
  const found: string[] = [];
  const left = [...now];
  for (const word of before) {
    const alike = left.filter(({ text }) => text === word.text);
    const near = nearest(alike, word);
    if (!near) {
      found.push(`“${word.text}” at ${word.x}, ${word.y} is gone`);
      continue;
    }
    left.splice(left.indexOf(near), 1);
    if (apart([near.x, near.y], [word.x, word.y]) > MOVED)
      found.push(`“${word.text}” moved from ${word.x}, ${word.y} to ${near.x}, ${near.y}`);
    if (Math.abs(near.size - word.size) > RESIZED)
      found.push(`“${word.text}” is set in ${near.size} rem, before in ${word.size}`);
  }
  return [...found, ...left.map(({ text, x, y }) => `“${text}” at ${x}, ${y} is new`)];
}

function nearest(words: readonly Word[], { x, y }: Word): Word | undefined {
  const away = (one: Word) => apart([one.x, one.y], [x, y]);
  return words.reduce<Word | undefined>(
    (best, one) => (best && away(best) <= away(one) ? best : one),
    undefined,
  );
}

function ofMarks(before: readonly Marks[], now: readonly Marks[]): string[] {
  const found: string[] = [];
  const left = [...now];
  const told = ({ count, what, colour }: Marks) => `${count} × ${what} in ${colour}`;
  for (const marks of before) {
    const same = left.find(({ what, colour }) => what === marks.what && alike(colour, marks.colour));
    if (!same) {
      found.push(`${told(marks)}: gone`);
      continue;
    }
    left.splice(left.indexOf(same), 1);
    if (same.count !== marks.count) found.push(`${told(marks)}: now ${same.count}`);
    else if (apart(same.box, marks.box) > MOVED)
      found.push(`${told(marks)}: from ${marks.box.join(' ')} to ${same.box.join(' ')}`);
  }
  return [...found, ...left.map((marks) => `${told(marks)}: new`)];
}

function alike(one: string, other: string): boolean {
  const channels = (colour: string) =>
    [1, 3, 5, 7].map((at) => Number.parseInt(colour.slice(at, at + 2) || 'ff', 16));
  return apart(channels(one), channels(other)) <= RECOLOURED;
}

function ofTones(before: readonly string[], now: readonly string[]): string[] {
  const found: string[] = [];
  before.forEach((row, y) => {
    const parts = (now[y] ?? '').split(' ');
    row.split(' ').forEach((part, x) => {
      const other = parts[x] ?? '';
      const codes = (letters: string) => [0, 1, 2].map((at) => letters.charCodeAt(at));
      const away = apart(codes(part), codes(other));
      // A picture of another shape has no such part.
      if (!(away <= TONE))
        found.push(`the part ${x + 1}, ${y + 1} of the picture has the tone ${other}, before ${part}`);
    });
  });
  return found;
}

/** The greatest difference of two lists, number by number. */
function apart(one: readonly number[], other: readonly number[]): number {
  return Math.max(...one.map((n, i) => Math.abs(n - (other[i] ?? Number.NaN))));
}
