/** What stands in a question: times, units, meanings, and words that nobody knows. */
import type { Word } from './fold.ts';
import { wordsOf } from './fold.ts';
import type { Meaning } from './lexicon.ts';
import { numberAt } from './numbers.ts';
import type { TimeSaid } from './cursor.ts';
import { timesIn } from './periods.ts';
import type { PhraseTable } from './phrases.ts';
import { numberedOffices, type Places } from './places.ts';
import type { Means, Vocabulary } from './vocabulary.ts';

/** A unit that was spoken of; several when the words fit several, none when they fit none. */
export interface UnitSaid {
  at: number;
  units: readonly string[];
  /** The whole agency, the asker's own part, the whole country. */
  as?: 'whole' | 'own' | 'nation';
}

export interface Reading {
  words: readonly Word[];
  times: readonly (TimeSaid & { place: number })[];
  units: readonly UnitSaid[];
  /** Meanings in the order of the words, with where they stand. */
  meanings: readonly { at: number; meaning: Meaning }[];
  indicators: readonly { at: number; key: string }[];
  /** Whole numbers that belong to nothing else, with how many words each takes. */
  numbers: readonly { at: number; value: number; length: number }[];
  /** Words without any meaning here. */
  unknown: readonly number[];
  has(...meanings: Meaning[]): boolean;
}

/** Stands where a time was said. */
const TIME = '#time';

export function read(
  text: string,
  parts: { vocabulary: Vocabulary; table: PhraseTable<Means>; places: Places; today: string },
): Reading {
  const raw = wordsOf(text);
  const times = timesIn(raw, parts.today);
  const words = parts.vocabulary.normalised(withoutTimes(raw, times));
  const free = words.map(({ text: word }) => word !== TIME);
  const places = words.flatMap(({ text: word }, i) => (word === TIME ? [i] : []));

  const units: UnitSaid[] = [];
  for (const { at, length, number } of numberedOffices(words)) {
    units.push({ at, units: parts.places.numbered(number) });
    free.fill(false, at, at + length);
  }
  const meanings: { at: number; meaning: Meaning }[] = [];
  const indicators: { at: number; key: string }[] = [];
  for (const { at, length, means } of parts.table.find(words, free)) {
    free.fill(false, at, at + length);
    if (means.is === 'place') units.push({ at, units: means.units });
    else if (means.is === 'indicator') indicators.push({ at, key: means.key });
    else if (means.meaning === 'whole' || means.meaning === 'own' || means.meaning === 'nation')
      units.push({ at, units: [], as: means.meaning });
    else meanings.push({ at, meaning: means.meaning });
  }
  for (const [i, { text: word }] of words.entries())
    if (word === 'kv' && free[i]) {
      meanings.push({ at: i, meaning: 'units' });
      free[i] = false;
    }
  meanings.sort((a, b) => a.at - b.at);
  const numbers = numbersIn(words, free);
  const said = new Set(meanings.map(({ meaning }) => meaning));
  return {
    words,
    times: times.map((time, i) => ({ ...time, place: places[i] ?? 0 })),
    units: units.sort((a, b) => a.at - b.at),
    meanings,
    indicators,
    numbers,
    unknown: words.flatMap((_, i) => (free[i] ? [i] : [])),
    has: (...wanted) => wanted.some((meaning) => said.has(meaning)),
  };
}

function withoutTimes(words: readonly Word[], times: readonly TimeSaid[]): Word[] {
  const kept: Word[] = [];
  let at = 0;
  for (const { at: from, length } of times) {
    kept.push(...words.slice(at, from), { text: TIME, marked: TIME, capital: false, comma: false });
    at = from + length;
  }
  return [...kept, ...words.slice(at)];
}

/** Numbers in figures anywhere, in words only before what can be counted. */
function numbersIn(words: readonly Word[], free: boolean[]): Reading['numbers'][number][] {
  const found: Reading['numbers'][number][] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (!word || !free[at]) continue;
    const figures = amountOf(word.text);
    const inWords = numberAt(words, at);
    const counted = /^(don|kv|chv|phong|tinh|loai)$/.test(words[at + (inWords?.length ?? 1)]?.text ?? '');
    if (figures !== null) found.push({ at, value: figures, length: 1 });
    else if (inWords && counted) found.push({ at, ...inWords });
    else continue;
    free.fill(false, at, at + (found.at(-1)?.length ?? 1));
  }
  return found;
}

/** `40`, `84.5`, `2.000`: three digits after a dot are thousands. */
function amountOf(text: string): number | null {
  if (/^\d{1,12}$/.test(text)) return Number(text);
  if (/^\d{1,3}(\.\d{3})+$/.test(text)) return Number(text.replaceAll('.', ''));
  return /^\d{1,9}\.\d{1,4}$/.test(text) ? Number(text) : null;
}
