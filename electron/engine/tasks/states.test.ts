import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TASK_STATES, type TaskState } from '../../contract/tasks.ts';
import { nextStates, pathBetween, stepOf } from './states.ts';

const state = fc.constantFrom(...TASK_STATES);

it('knows the steps of a task, and no others', () => {
  const steps = TASK_STATES.flatMap((from) => nextStates(from).map((to) => `${from} → ${to}`));
  expect(steps).toEqual([
    'open → in_progress',
    'open → blocked',
    'open → cancelled',
    'in_progress → open',
    'in_progress → blocked',
    'in_progress → done',
    'in_progress → cancelled',
    'blocked → in_progress',
    'blocked → cancelled',
    'done → in_progress',
    'done → confirmed',
    'cancelled → open',
  ]);
});

it('never confirms what was not done, and never leaves what was confirmed, whatever steps are taken', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 5 }), { maxLength: 30 }), (choices) => {
      let at: TaskState = 'open';
      const seen: TaskState[] = [at];
      for (const choice of choices) {
        const next = nextStates(at);
        if (next.length === 0) break;
        at = next[choice % next.length] ?? at;
        seen.push(at);
      }
      seen.forEach((one, i) => {
        if (one === 'confirmed') expect(seen[i - 1]).toBe('done');
        if (one === 'confirmed') expect(i).toBe(seen.length - 1);
        if (one === 'done') expect(seen[i - 1]).toBe('in_progress');
      });
    }),
  );
});

it('finds a way of legal steps wherever there is one, and it ends where it should', () => {
  fc.assert(
    fc.property(state, state, (from, to) => {
      const path = pathBetween(from, to);
      expect(path === null).toBe(from === 'confirmed' && to !== 'confirmed');
      if (path === null) return;
      expect([from, ...path].at(-1)).toBe(to);
      path.reduce((at, next) => {
        expect(stepOf(at, next)).toBeDefined();
        return next;
      }, from);
    }),
  );
  expect(pathBetween('open', 'confirmed')).toEqual(['in_progress', 'done', 'confirmed']);
  expect(pathBetween('done', 'done')).toEqual([]);
});
