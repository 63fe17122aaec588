import { expect, it } from 'vitest';
import { TASK_STATES } from '../../../electron/contract/tasks.ts';
import { nextStates, stepOf } from '../../../electron/engine/tasks/states.ts';
import { alongOf, needsNote, WAYS } from './moves.ts';

it('asks for a note exactly where the engine does', () => {
  for (const from of TASK_STATES)
    for (const to of nextStates(from))
      expect([from, to, needsNote(from, to)]).toEqual([from, to, stepOf(from, to)?.needsNote]);
});

it('goes by key along the usual way, back, and into being blocked', () => {
  const open = { state: 'open', moves: ['in_progress', 'blocked', 'cancelled'] } as const;
  const begun = { state: 'in_progress', moves: ['open', 'blocked', 'done', 'cancelled'] } as const;
  const blocked = { state: 'blocked', moves: ['in_progress', 'cancelled'] } as const;
  const done = { state: 'done', moves: ['in_progress', 'confirmed'] } as const;
  const ways = [open, begun, blocked, done].map(({ state, moves }) =>
    WAYS.map((way) => alongOf({ state, moves: [...moves] }, way)),
  );
  expect(ways).toEqual([
    ['in_progress', null, 'blocked'],
    ['done', 'open', 'blocked'],
    [null, 'in_progress', null],
    ['confirmed', 'in_progress', null],
  ]);
  expect(alongOf({ state: 'confirmed', moves: [] }, 'on')).toBeNull();
});
