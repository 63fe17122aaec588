/** What is remembered of a picture: its words and marks where they stand, and the tones of its parts. Lines of text, to be read in a diff. */
import type { Mark } from './inkInPage.ts';
import type { Written } from './inPage.ts';

/** One piece of writing: where it stands and how large it is set, rem. */
export interface Word {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** Marks of one kind and colour: how many, and on the average where and how large, rem. */
export interface Marks {
  readonly what: string;
  readonly colour: string;
  readonly count: number;
  readonly box: readonly [number, number, number, number];
}

export interface Fingerprint {
  readonly words: readonly Word[];
  readonly marks: readonly Marks[];
  /** Rows of the grid; a part is three letters: its lightness, how red against green, how yellow against blue. */
  readonly tones: readonly string[];
}

/** Parts along the longer and the shorter side of a picture. */
export const GRID = { long: 16, short: 9 };

/** Steps of lightness, and of the two axes of colour, that a letter stands for; `a` is black, `m` is grey. */
const LIGHTNESS = 1 / 25;
const COLOUR = 0.02;

export function fingerprintOf(seen: {
  written: readonly Written[];
  marks: readonly Mark[];
  tones: readonly (readonly [number, number, number])[];
  columns: number;
  /** px */
  rem: number;
}): Fingerprint {
  const rems = (px: number) => Math.round((px / seen.rem) * 10) / 10;
  return {
    words: seen.written.map(({ text, box: [x, y], size }) => ({
      text: text.replace(/\s+/g, ' '),
      x: rems(x),
      y: rems(y),
      size: Math.round((size / seen.rem) * 100) / 100,
    })),
    marks: [...Map.groupBy(seen.marks, ({ what, colour }) => `${colour} ${what}`).values()].map((alike) => ({
      what: alike[0]?.what ?? '',
      colour: alike[0]?.colour ?? '',
      count: alike.length,
      box: [mean(alike, 0), mean(alike, 1), mean(alike, 2), mean(alike, 3)].map(rems) as [
        number,
        number,
        number,
        number,
      ],
    })),
    tones: rowsOf(seen.tones.map(letters), seen.columns),
  };
}

function mean(alike: readonly Mark[], side: 0 | 1 | 2 | 3): number {
  return alike.reduce((sum, { box }) => sum + box[side], 0) / alike.length;
}

function letters([lightness, a, b]: readonly [number, number, number]): string {
  const letter = (step: number) => String.fromCharCode(97 + Math.min(25, Math.max(0, Math.round(step))));
  return letter(lightness / LIGHTNESS) + letter(12 + a / COLOUR) + letter(12 + b / COLOUR);
}

function rowsOf(parts: readonly string[], columns: number): string[] {
  return Array.from({ length: parts.length / columns }, (_, row) =>
    parts.slice(row * columns, (row + 1) * columns).join(' '),
  );
}

export function written(fingerprint: Fingerprint): string {
  return [
    ...fingerprint.words.map(({ text, x, y, size }) => `word ${x} ${y} ${size} ${text}`),
    ...fingerprint.marks.map(
      ({ what, colour, count, box }) => `mark ${count} ${box.join(' ')} ${colour} ${what}`,
    ),
    ...fingerprint.tones.map((row) => `tone ${row}`),
  ].join('\n');
}

/** @throws Error naming a line that is none of a fingerprint */
export function read(text: string): Fingerprint {
  const found = { words: [] as Word[], marks: [] as Marks[], tones: [] as string[] };
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const [kind = '', ...rest] = line.split(' ');
    const numbers = (count: number) => rest.slice(0, count).map(Number);
    if (kind === 'tone') found.tones.push(rest.join(' '));
    else if (kind === 'word') {
      const [x = 0, y = 0, size = 0] = numbers(3);
      found.words.push({ text: rest.slice(3).join(' '), x, y, size });
    } else if (kind === 'mark') {
      const [count = 0, x = 0, y = 0, w = 0, h = 0] = numbers(5);
      found.marks.push({ what: rest.slice(6).join(' '), colour: rest[5] ?? '', count, box: [x, y, w, h] });
    } else throw new Error(`“${line}” is no line of a fingerprint: renew them with npm run fingerprints.`);
  }
  return found;
}
