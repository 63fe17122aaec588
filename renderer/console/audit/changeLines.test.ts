import { expect, it } from 'vitest';
import { changeLines } from './changeLines.ts';

it('is a line for each thing that differs, however deep', () => {
  expect(
    changeLines({
      before: { limit: 4000, rule: { value: 80 }, maps: { 2: { column: 'b' } }, same: [1] },
      after: { limit: 500, rule: { value: 85 }, maps: { 2: { column: 'c' } }, same: [1], paused: true },
    }),
  ).toEqual([
    { path: ['limit'], was: 4000, is: 500 },
    { path: ['rule', 'value'], was: 80, is: 85 },
    { path: ['maps', '2', 'column'], was: 'b', is: 'c' },
    { path: ['paused'], was: undefined, is: true },
  ]);
});

it('takes what was made, or taken away, apart as well, and lists of words whole', () => {
  const monitors = [
    { screens: ['map'], extra: null },
    { screens: [], extra: { kind: 'dark' } },
  ];
  expect(changeLines({ before: null, after: { monitors, condition: null } })).toEqual([
    { path: ['monitors', '1', 'screens'], was: undefined, is: ['map'] },
    { path: ['monitors', '2', 'screens'], was: undefined, is: [] },
    { path: ['monitors', '2', 'extra', 'kind'], was: undefined, is: 'dark' },
  ]);
  expect(changeLines({ before: { dueBy: { time: '17:00' } }, after: { dueBy: null } })).toEqual([
    { path: ['dueBy', 'time'], was: '17:00', is: undefined },
  ]);
  expect(changeLines({ before: null, after: null })).toEqual([]);
});
