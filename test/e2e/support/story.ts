import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './wall.ts';

/** A line of the fault log. */
export interface Told {
  readonly at: string;
  readonly kind: string;
  readonly roles?: readonly string[];
  readonly [field: string]: unknown;
}

export function storyOf(dataDir: string): Told[] {
  return readFileSync(join(dataDir, 'faults.ndjson'), { encoding: 'utf8', flag: 'a+' })
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Told);
}

/** Reads on from here: what was told before does not count. */
export function listenTo(dataDir: string) {
  const begun = storyOf(dataDir).length;
  const heard = () => storyOf(dataDir).slice(begun);
  const find = (kind: string, role?: string) =>
    heard().find((one) => one.kind === kind && (role === undefined || one.roles?.includes(role)));
  return {
    heard,
    find,
    /** Waits until such a fault is told. */
    until: (kind: string, role?: string, patience?: number) =>
      until(`${kind} of ${role ?? 'the wall'} in the log`, async () => find(kind, role), patience),
  };
}
