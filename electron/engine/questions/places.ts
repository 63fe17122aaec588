/** Units by what people call them: names, numbers, the districts and wards they serve. */
import type { UnitNode } from '../../contract/answers.ts';
import type { OfficesFile } from '../../contract/offices.ts';
import type { Word } from './fold.ts';
import type { Lexicon } from './lexicon.ts';
import { numberAt } from './numbers.ts';
import type { Phrase } from './phrases.ts';
import type { Means, Vocabulary } from './vocabulary.ts';

/** The organisation as questions are understood by it. */
export interface Places {
  phrases: readonly Phrase<Means>[];
  /** Regional offices of a number. */
  numbered(number: number): readonly string[];
}

/** What begins a name and tells nothing of it. */
const GENERIC = /^(phong|thads|tha|tinh|tp|thanh|pho|chi|cuc|kv|cua)$/;
/** How a place is introduced, by what it is. */
const INTRODUCED: Readonly<Record<OfficesFile['wards'][number]['kind'] | 'district', readonly string[]>> = {
  ward: ['phuong', 'p'],
  commune: ['xa', 'thi tran'],
  special_zone: ['dac khu'],
  district: ['quan', 'huyen', 'tp', 'thanh pho', 'thi xa', 'district'],
};

export function placesOf(
  units: readonly UnitNode[],
  known: { offices: readonly OfficesFile[]; lexicon: Lexicon; vocabulary: Vocabulary },
): Places {
  const { offices, lexicon, vocabulary } = known;
  const there = new Set(units.map(({ unit }) => unit));
  const named = new Map<string, Set<string>>();
  const name = (words: readonly string[], unit: string) => {
    if (words.length === 0 || !there.has(unit)) return;
    const id = words.join(' ');
    named.set(id, (named.get(id) ?? new Set<string>()).add(unit));
  };

  // A later kind of name does not make an earlier one ambiguous.
  const kinds: (() => void)[] = [
    () => {
      for (const { say, units: meant } of lexicon.places)
        for (const one of say) for (const unit of meant) name(vocabulary.phrase(one), unit);
    },
    () => {
      for (const file of offices)
        for (const { unit, districts } of file.offices)
          for (const district of districts) nameArea(vocabulary.phrase(district), 'district', unit);
    },
    () => {
      for (const file of offices)
        for (const ward of file.wards) nameArea(vocabulary.phrase(ward.name), ward.kind, ward.office);
    },
    () => {
      for (const node of units) nameUnit(node);
    },
  ];
  const done = new Set<string>();
  const found: [string, Set<string>][] = [];
  for (const kind of kinds) {
    named.clear();
    kind();
    for (const entry of named) if (!done.has(entry[0])) found.push(entry);
    for (const [id] of named) done.add(id);
  }

  function nameArea(words: readonly string[], kind: keyof typeof INTRODUCED, unit: string): void {
    const bare = words[0] === 'quan' ? words.slice(1) : words;
    const isNumber = bare.every((word) => /^\d+$/.test(word));
    if (!isNumber) name(bare, unit);
    if (isNumber) name(['q', ...bare], unit);
    for (const introduced of INTRODUCED[kind]) name([...introduced.split(' '), ...bare], unit);
  }

  function nameUnit({ unit, name: full, level, nature }: UnitNode): void {
    // Published records are asked for by that word.
    if (nature === 'published') return;
    const words = vocabulary.phrase(full.replace(/\(.*?\)/g, ' '));
    let begin = 0;
    while (GENERIC.test(words[begin] ?? '')) begin += 1;
    const rest = words.slice(begin);
    if (rest.length === 0 || /^\d+$/.test(rest[0] ?? '')) return;
    name(words, unit);
    if (level === 'room') nameRoom(rest, unit);
    else {
      if (rest.length > 1) name(rest, unit);
      for (const before of ['tinh', 'tp', 'thads', 'tha', 'tha tinh', 'thads tinh'])
        name([...before.split(' '), ...rest], unit);
    }
  }

  function nameRoom(rest: readonly string[], unit: string): void {
    const number = rest.at(-1) ?? '';
    for (let n = 2; n <= rest.length; n += 1) {
      const first = rest.slice(0, n);
      name(['phong', ...first], unit);
      if (/^\d+$/.test(number) && n < rest.length) name(['phong', ...first, number], unit);
    }
    if (/^\d+$/.test(number)) name(['phong', number], unit);
    if (rest.length > 2) name(rest, unit);
  }

  const numbers = new Map<number, string[]>();
  for (const { unit, name: full, level, nature } of units) {
    const number = /(\d+)\s*$/.exec(full.replace(/\(.*?\)/g, ''))?.[1];
    if (level !== 'region' || nature === 'published' || number === undefined) continue;
    numbers.set(Number(number), [...(numbers.get(Number(number)) ?? []), unit]);
  }

  return {
    phrases: found.map(([id, meant]) => ({
      words: id.split(' '),
      means: { is: 'place', units: [...meant] },
    })),
    numbered: (number) => numbers.get(number) ?? [],
  };
}

/** Where regional offices are named by number: `kv 3`, and the numbers that follow in a list. */
export interface Numbered {
  at: number;
  length: number;
  number: number;
}

export function numberedOffices(words: readonly Word[]): Numbered[] {
  const found: Numbered[] = [];
  for (let at = 0; at < words.length; at += 1) {
    if (words[at]?.text !== 'kv') continue;
    const first = numberAt(words, at + 1);
    if (!first) continue;
    found.push({ at, length: 1 + first.length, number: first.value });
    for (let next = at + 1 + first.length; ; ) {
      const joined = words[next - 1]?.comma
        ? next
        : /^(va|voi|and|den|vs)$/.test(words[next]?.text ?? '')
          ? next + 1
          : -1;
      const more =
        joined < 0 ? null : /^\d{1,3}$/.test(words[joined]?.text ?? '') ? numberAt(words, joined) : null;
      if (!more || counts(words, joined + more.length)) break;
      found.push({ at: joined, length: more.length, number: more.value });
      next = joined + more.length;
    }
  }
  return found;
}

/** Whether what follows is counted by the number before it: `3 đơn vị`. */
function counts(words: readonly Word[], at: number): boolean {
  return /^(don|viec|vu|an|ty|trieu|chv|ngay|tuan|case)$/.test(words[at]?.text ?? '');
}
