/** Command-line options of the demo source. */
import { parseArgs } from 'node:util';
import { parseInstant, startOfDay } from '../contract/calendar.ts';
import { AWAY, NO_FAULTS, type Faults } from './faults.ts';
import { HANDLED } from './record.ts';

/** An option that cannot be used; the message names it and says what to do. */
export class OptionError extends Error {}

export interface Options {
  /** 0 takes a free port. */
  readonly port: number;
  readonly seed: string;
  readonly cases: number;
  /** Events a second; `null` for a working day's rhythm. */
  readonly rate: number | null;
  /** Until when everything has happened (ms); `null` for the last midnight. */
  readonly asOf: number | null;
  readonly faults: Faults;
}

const NAMES = [
  'port',
  'seed',
  'cases',
  'rate',
  'as-of',
  'slow',
  'drop',
  'duplicate',
  'reorder',
  'garbage',
  'away',
];
export const USAGE =
  'npm run demo-source -- [--port P] [--seed S] [--cases N] [--rate EVENTS_PER_S] [--as-of INSTANT] [--slow MS] [--drop SHARE] [--duplicate SHARE] [--reorder SHARE] [--garbage SHARE] [--away refuse|unavailable]';

type Given = Record<string, string | undefined>;

function number(given: Given, name: string, low: number, high: number, whole: boolean): number | null {
  const text = given[name];
  if (text === undefined) return null;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value) && value >= low && value <= high && (!whole || Number.isInteger(value)))
    return value;
  throw new OptionError(
    `--${name} must be a ${whole ? 'whole ' : ''}number from ${low} to ${high}, not "${text}".`,
  );
}

function readGiven(args: readonly string[]): Given {
  try {
    const options = Object.fromEntries(NAMES.map((name) => [name, { type: 'string' as const }]));
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const said = error instanceof Error ? (error.message.split(/[.\n]/)[0] ?? '') : String(error);
    throw new OptionError(`${said}; use ${USAGE}.`);
  }
}

/**
 * Reads the arguments.
 * @throws OptionError naming the option and the remedy.
 */
export function readOptions(args: readonly string[], now: number): Options {
  const given = readGiven(args);
  const share = (name: 'drop' | 'duplicate' | 'reorder' | 'garbage') => number(given, name, 0, 1, false) ?? 0;
  const away = AWAY.find((a) => a === (given['away'] ?? 'no'));
  if (!away) throw new OptionError(`--away must be refuse or unavailable, not "${given['away']}".`);
  return {
    port: number(given, 'port', 0, 65_535, true) ?? 0,
    seed: given['seed'] ?? '1',
    cases: number(given, 'cases', 500, 1_000_000, true) ?? HANDLED,
    rate: number(given, 'rate', 0, 100_000, false),
    asOf: readAsOf(given['as-of'], now),
    faults: {
      ...NO_FAULTS,
      slow: number(given, 'slow', 0, 600_000, false) ?? 0,
      drop: share('drop'),
      duplicate: share('duplicate'),
      reorder: share('reorder'),
      garbage: share('garbage'),
      away,
    },
  };
}

function readAsOf(text: string | undefined, now: number): number | null {
  if (text === undefined) return null;
  const at = parseInstant(text);
  if (at === null) {
    throw new OptionError(
      `--as-of must be a date-time with offset, such as 2026-03-31T17:00:00+07:00, not "${text}".`,
    );
  }
  if (at > now) throw new OptionError(`--as-of ${text} lies in the future; give an instant that has passed.`);
  if (at < Date.UTC(2019, 0, 1))
    throw new OptionError(`--as-of ${text} is too early; give one from 2019 on.`);
  return at === startOfDay(now) ? null : at;
}
