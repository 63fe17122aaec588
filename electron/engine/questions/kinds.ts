/** What kind of question the words ask, with what belongs to it. */
import type { Step } from '../../contract/answers.ts';
import type { Dimension } from '../../contract/breakdown.ts';
import type { Query } from '../../contract/questions.ts';
import type { Reading } from './reading.ts';

type Order = 'highest' | 'lowest';
type Bound = NonNullable<Extract<Query, { kind: 'ranking' }>['bound']>;
type Level = Extract<Query, { kind: 'ranking' }>['level'];

/** What order a question asks for: by size, or by what is good. */
export type Extreme = Order | 'best' | 'worst';

export type KindSaid =
  | { kind: 'value' | 'definition' | 'forecast' | 'anomaly' | 'alert' | 'task' }
  | { kind: 'target'; list: boolean; met: boolean }
  | { kind: 'trend'; step: Step | null }
  | { kind: 'breakdown'; by: Dimension; extreme: Extreme | null; limit: number | null }
  | {
      kind: 'ranking';
      extreme: Extreme | null;
      /** `null`: all; left open, one or, of several that are asked for, a few. */
      limit: number | null;
      level: Level | null;
      bound: Bound | null;
      /** The place of one unit is asked about. */
      position?: true;
    };

/** Of “which units” without a number. */
const A_FEW = 5;
const MOST = 100;

export function kindSaid(reading: Reading): KindSaid {
  const { has } = reading;
  const rooms = has('rooms') || roomsInGeneral(reading);
  const units = rooms || has('units', 'by:unit');
  if (has('forecast')) return { kind: 'forecast' };
  if (has('anomaly')) return { kind: 'anomaly' };
  if (has('alert')) return { kind: 'alert' };
  if (has('task')) return { kind: 'task' };
  if (has('target', 'short'))
    return {
      kind: 'target',
      list: units && (has('which', 'short') || countsUnits(reading)),
      met: !has('short'),
    };
  if (defines(reading)) return { kind: 'definition' };
  const compares = has('compare', 'change');
  const step = stepSaid(reading);
  if (has('trend') || step || (has('changing') && !compares)) return { kind: 'trend', step };

  const extreme = extremeSaid(reading);
  const bound = boundSaid(reading);
  const by = dimensionSaid(reading, extreme !== null);
  const limit = limitSaid(reading, bound);
  if (by !== null && by !== 'unit')
    return { kind: 'breakdown', by, extreme, limit: limit ?? (extreme === null ? null : 1) };
  const level = rooms ? 'room' : has('provinces') ? 'province' : null;
  const ranked = units || has('which', 'provinces') || limit !== null;
  if (has('position')) return { kind: 'ranking', extreme, limit: null, level, bound: null, position: true };
  if (has('rank')) return { kind: 'ranking', extreme, limit, level, bound };
  if (bound && ranked)
    return { kind: 'ranking', extreme: bound.is === 'above' ? 'highest' : 'lowest', limit, level, bound };
  if (extreme !== null && ranked)
    return { kind: 'ranking', extreme, limit: limit ?? (several(reading) ? A_FEW : 1), level, bound };
  if (rooms && (by !== null || several(reading) || oneByOne(reading)))
    return { kind: 'ranking', extreme, limit, level, bound };
  if (by !== null) return { kind: 'breakdown', by, extreme, limit };
  return { kind: 'value' };
}

/** “How many units …”. */
function countsUnits({ words, meanings }: Reading): boolean {
  return meanings.some(({ at, meaning }) => meaning === 'units' && words[at - 1]?.text === 'nhieu');
}

/** `X là gì`; `what is X` only where no place and no time is asked about. */
function defines(reading: Reading): boolean {
  if (reading.has('definition')) return true;
  return reading.has('what_is') && reading.units.length === 0 && reading.times.length === 0;
}

function stepSaid(reading: Reading): Step | null {
  if (reading.has('step:day')) return 'day';
  if (reading.has('step:week')) return 'week';
  return reading.has('step:month') ? 'month' : null;
}

function extremeSaid({ has }: Reading): Extreme | null {
  if (has('highest')) return 'highest';
  if (has('lowest')) return 'lowest';
  if (has('best')) return 'best';
  if (has('worst')) return 'worst';
  if (has('superlative')) return has('few') ? 'lowest' : has('many') ? 'highest' : null;
  return has('top') ? 'highest' : null;
}

/** Enforcers are a dimension when they are asked for one by one, not where they are what is divided by. */
function dimensionSaid(reading: Reading, extreme: boolean): Dimension | null {
  const said = reading.meanings.find(({ meaning }) => meaning.startsWith('by:'));
  if (said) return said.meaning.slice('by:'.length) as Dimension;
  const { has } = reading;
  return has('enforcer') && !has('average', 'units') && (extreme || has('which')) ? 'officer' : null;
}

/** `dưới 40%`, `hơn 2000 việc`, `trên 5 tỷ`. */
function boundSaid({ meanings, numbers, words }: Reading): Bound | null {
  for (const { at, meaning } of meanings) {
    if (meaning !== 'above' && meaning !== 'below') continue;
    const number = numbers.find((one) => one.at > at && one.at <= at + 2);
    if (!number) continue;
    const next = words[number.at + number.length]?.text;
    const times = next === 'ty' ? 1e9 : next === 'trieu' ? 1e6 : next === 'nghin' ? 1e3 : 1;
    return { is: meaning, value: number.value * times };
  }
  return null;
}

function limitSaid({ numbers, meanings, units }: Reading, bound: Bound | null): number | null {
  const before = numbers.find(
    ({ at, length }) =>
      meanings.some(({ at: noun, meaning }) => noun === at + length && COUNTED.has(meaning)) ||
      units.some(({ at: noun, units: meant }) => noun === at + length && meant.length > 1),
  );
  const after = numbers.find(({ at }) =>
    meanings.some(({ at: top, meaning }) => top === at - 1 && (meaning === 'top' || meaning === 'lowest')),
  );
  const value = (before ?? after)?.value ?? null;
  return value === null || !Number.isInteger(value) || value < 1 || value > MOST || value === bound?.value
    ? null
    : value;
}
const COUNTED: ReadonlySet<string> = new Set(['units', 'rooms', 'provinces', 'enforcer']);

/** “The rooms of …” without one of them: words that fit several. */
export function roomsInGeneral({ units, words }: Reading): boolean {
  return units.some(({ at, units: meant }) => meant.length > 1 && words[at]?.text === 'phong');
}

function oneByOne({ words }: Reading): boolean {
  return words.some(({ text }) => text === 'tung' || text === 'moi');
}

function several({ words }: Reading): boolean {
  return words.some(({ text }) => /^(cac|nhung)$/.test(text));
}
