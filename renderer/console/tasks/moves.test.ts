import { expect, it } from 'vitest';
import { TASK_STATES } from '../../../electron/contract/tasks.ts';
import { nextStates, stepOf } from '../../../electron/engine/tasks/states.ts';
import { besideOf, needsNote } from './moves.ts';

it('asks for a note exactly where the engine does', () => {
  for (const from of TASK_STATES)
    for (const to of nextStates(from))
      expect([from, to, needsNote(from, to)]).toEqual([from, to, stepOf(from, to)?.needsNote]);
});

it('goes by key to the nearest column on that side, and nowhere where no step leads', () => {
  expect(besideOf({ state: 'open', moves: ['in_progress', 'blocked', 'cancelled'] }, 1)).toBe('in_progress');
  expect(besideOf({ state: 'blocked', moves: ['in_progress', 'cancelled'] }, -1)).toBe('in_progress');
  expect(besideOf({ state: 'open', moves: ['in_progress'] }, -1)).toBeNull();
  expect(besideOf({ state: 'confirmed', moves: [] }, 1)).toBeNull();
});
