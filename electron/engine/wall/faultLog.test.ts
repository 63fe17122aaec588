import { expect, it } from 'vitest';
import { faultsIn } from './faultLog.ts';

const at = (second: number) => `2026-01-15T02:00:${String(second).padStart(2, '0')}.000Z`;
const log = (...lines: object[]) => lines.map((one) => `${JSON.stringify(one)}\n`).join('');

it('tells each fault newest first, with what was done and how long it took to come back', () => {
  const faults = faultsIn(
    log(
      { at: at(0), kind: 'engine_exited', code: null, lastWords: '' },
      { at: at(1), kind: 'window_gone', roles: ['map'], reason: 'killed', exitCode: 9 },
      { at: at(1), kind: 'window_restarted', roles: ['map'], why: 'renderer killed', rung: 'reload' },
      { at: at(2), kind: 'engine_recovered', since: at(0), afterMs: 2000 },
      { at: at(4), kind: 'window_recovered', roles: ['map'], since: at(1), afterMs: 3000 },
      { at: at(9), kind: 'window_gone', roles: ['trends'], reason: 'oom', exitCode: 1 },
    ),
  );
  expect(
    faults.map(({ kind, place, roles, done, recoveredMs }) => [kind, place, roles, done, recoveredMs]),
  ).toEqual([
    ['window_gone', 'window', ['trends'], null, null],
    ['window_restarted', 'window', ['map'], 'reload', 3000],
    ['window_gone', 'window', ['map'], null, 3000],
    ['engine_exited', 'engine', [], null, 2000],
  ]);
  expect(faults[1]).toMatchObject({
    at: '2026-01-15T09:00:01.000+07:00',
    detail: { why: 'renderer killed' },
  });
});

it('does not take one return for the end of an earlier trouble', () => {
  const faults = faultsIn(
    log(
      { at: at(0), kind: 'window_gone', roles: ['map'] },
      { at: at(1), kind: 'window_recovered', roles: ['map'], since: at(0), afterMs: 1000 },
      { at: at(10), kind: 'window_gone', roles: ['map'] },
      { at: at(15), kind: 'window_recovered', roles: ['map'], since: at(10), afterMs: 5000 },
      { at: at(20), kind: 'map_lost', roles: ['map'] },
      { at: at(30), kind: 'map_lost', roles: ['map'] },
      { at: at(32), kind: 'map_recovered', roles: ['map'] },
    ),
  );
  expect(faults.map(({ kind, recoveredMs }) => [kind, recoveredMs])).toEqual([
    ['map_lost', 2000],
    ['map_lost', null],
    ['window_gone', 5000],
    ['window_gone', 1000],
  ]);
});

it('passes over what is no fault', () => {
  const good = log({ at: at(0), kind: 'wall_started' });
  expect(
    faultsIn(`half a li\n${good}{"kind":"page_error"}\n\n{"at":"now","kind":"page_error"}\n`),
  ).toHaveLength(1);
  expect(faultsIn('')).toEqual([]);
});
