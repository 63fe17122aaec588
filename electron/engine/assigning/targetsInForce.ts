/** Versions of targets as they are stored: which holds, and which is the highest. */
import type { Instant } from '../../contract/calendar.ts';
import type { ReadableDB } from '../store/index.ts';
import { targetKey } from '../targets/index.ts';

export interface TargetVersion {
  v: number;
  at: Instant;
  value: number;
}

export interface TargetsInForce {
  /** The highest version in effect. */
  at(indicator: string, unit: string, year: number, at: Instant): TargetVersion | null;
  /** 0 when there is none. */
  highest(indicator: string, unit: string, year: number): number;
}

export function createTargetsInForce(db: ReadableDB): TargetsInForce {
  const inForce = db.prepare<[string, Instant], TargetVersion>(
    'SELECT v, at, value FROM target_version WHERE key = ? AND at <= ? ORDER BY v DESC LIMIT 1',
  );
  const highest = db
    .prepare<[string], number | null>('SELECT max(v) FROM target_version WHERE key = ?')
    .pluck();
  return {
    at: (indicator, unit, year, at) => inForce.get(targetKey(indicator, unit, year), at) ?? null,
    highest: (indicator, unit, year) => highest.get(targetKey(indicator, unit, year)) ?? 0,
  };
}
