/** Targets: what a unit should reach by the end of the statistical year, and how it stands today. */
import type { Scalar, TargetStanding } from '../../contract/answers.ts';
import { elapsedParts, type Instant, yearEnd, yearStart } from '../../contract/calendar.ts';
import type { Indicator, Status } from '../../contract/indicators.ts';
import { divideRounded } from '../measures/indicators.ts';
import type { ReadableDB } from '../store/index.ts';

/** From which share of the target to date a value is met, near, behind; below the last it is missed. */
const SHARES: readonly [Status, number][] = [
  ['met', 1],
  ['near', 0.97],
  ['behind', 0.9],
];

export interface Targets {
  /** How a value stands against the unit's target of the year, pro-rated to `at`; `null` without a target. */
  standing(question: {
    indicator: Indicator;
    unit: string;
    year: number;
    at: Instant;
    value: Scalar;
  }): TargetStanding | null;
  /** The target of a year in force at `at`, in the indicator's own unit; `null` without one. */
  ofYear(question: { indicator: string; unit: string; year: number; at: Instant }): number | null;
}

interface TargetRow {
  key: string;
  v: number;
  at: Instant;
  value: number;
}

/** Key of a target in the store. */
export function targetKey(indicator: string, unit: string, year: number): string {
  return JSON.stringify([indicator, unit, year]);
}

/** Reads every target once. */
export function loadTargets(db: ReadableDB): Targets {
  const rows = db.prepare<[], TargetRow>('SELECT key, v, at, value FROM target_version').all();
  const versions = Map.groupBy(rows, (row) => row.key);
  function inForceAt(key: string, at: Instant): TargetRow | undefined {
    // The state at t is that of the highest version in effect.
    return (versions.get(key) ?? []).filter((row) => row.at <= at).sort((a, b) => b.v - a.v)[0];
  }
  return {
    ofYear: ({ indicator, unit, year, at }) => inForceAt(targetKey(indicator, unit, year), at)?.value ?? null,
    standing({ indicator, unit, year, at, value }) {
      const inForce = inForceAt(targetKey(indicator.key, unit, year), at);
      if (!inForce) return null;
      const moment = Math.min(Math.max(at, yearStart(year)), yearEnd(year));
      const { elapsed, of } = elapsedParts(moment);
      return {
        year: inForce.value,
        toDate: shareOf(inForce.value, { elapsed, of }, indicator.decimals),
        status: statusOf(indicator, value, (inForce.value * elapsed) / of),
      };
    },
  };
}

function statusOf(indicator: Indicator, value: Scalar, toDate: number): Status | null {
  if (value === null || indicator.better === 'none' || toDate <= 0) return null;
  const reached = Number(value) / toDate;
  const share = indicator.better === 'higher' ? reached : reached === 0 ? 1 : 1 / reached;
  return SHARES.find(([, from]) => share >= from)?.[0] ?? 'missed';
}

/** A share of a decimal number, computed exactly and rounded half away from zero. */
function shareOf(value: number, { elapsed, of }: { elapsed: number; of: number }, decimals: number): number {
  // The shortest decimal that is this number is the one that was sent.
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const tens = Number(exponent) - fraction.length + decimals;
  const power = 10n ** BigInt(Math.abs(tens));
  const scaled = BigInt(whole + fraction) * BigInt(elapsed);
  const rounded =
    tens < 0 ? divideRounded(scaled, BigInt(of) * power) : divideRounded(scaled * power, BigInt(of));
  return Number(rounded) / 10 ** decimals;
}
