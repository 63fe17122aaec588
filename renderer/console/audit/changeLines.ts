/** What an entry of the audit trail tells of a change, as lines: one for each thing that differs. */
import type { AuditEntryAnswer } from '../../../electron/contract/access.ts';

export interface ChangeLine {
  /** Names from the outermost field inwards; a number is the place in a list, from 1. */
  readonly path: readonly string[];
  /** `undefined` where it was not there. */
  readonly was: unknown;
  readonly is: unknown;
}

export function changeLines({ before, after }: Pick<AuditEntryAnswer, 'before' | 'after'>): ChangeLine[] {
  return linesWithin([], before ?? {}, after ?? {});
}

function linesWithin(path: readonly string[], was: object, is: object): ChangeLine[] {
  const [one, other] = [new Map(partsOf(was)), new Map(partsOf(is))];
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((name) =>
    lineOf([...path, name], one.get(name), other.get(name)),
  );
}

function lineOf(path: readonly string[], was: unknown, is: unknown): ChangeLine[] {
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  const within = [was, is].every((side) => side === undefined || side === null || hasParts(side));
  if (within) return linesWithin(path, hasParts(was) ? was : {}, hasParts(is) ? is : {});
  return [{ path, was, is }];
}

function hasParts(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return !Array.isArray(value) || (value.length > 0 && value.every(hasParts));
}

function partsOf(value: object): [string, unknown][] {
  if (Array.isArray(value)) return value.map((one: unknown, i) => [String(i + 1), one]);
  return Object.entries(value);
}
