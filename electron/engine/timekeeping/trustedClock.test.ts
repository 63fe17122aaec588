import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTrustedClock, type Step, STEP_MS } from './trustedClock.ts';

const BEGAN = Date.parse('2026-01-15T09:00:00+07:00');
const HOUR = 3_600_000;

/** A machine whose clock can be set, and which is on for as long as it is told. */
function machine() {
  const steps: Step[] = [];
  let [wall, ran] = [BEGAN, 5_000];
  const clock = createTrustedClock({
    machine: () => wall,
    steady: () => ran,
    stepped: (step) => steps.push(step),
  });
  return {
    clock,
    kinds: () => steps.map(({ kind }) => kind),
    pass(ms: number) {
      wall += ms;
      ran += ms;
      return clock.now();
    },
    set(by: number) {
      wall += by;
    },
    wall: () => wall,
  };
}

it('is the machine’s, while nobody touches that', () => {
  const m = machine();
  for (let i = 0; i < 100; i++) expect(m.pass(977)).toBe(m.wall());
  expect(m.kinds()).toEqual([]);
});

it('goes on when the machine’s is set back, until that has caught up', () => {
  const m = machine();
  const before = m.pass(1_000);
  m.set(-2 * HOUR);
  expect(m.pass(1_000)).toBe(before + 1_000);
  expect(m.clock.aheadMs()).toBe(2 * HOUR);
  expect(m.kinds()).toEqual(['set_back']);
  m.set(2 * HOUR);
  expect(m.pass(500)).toBe(m.wall());
  expect(m.clock.aheadMs()).toBe(0);
  expect(m.kinds()).toEqual(['set_back', 'caught_up']);
});

it('stands, where a time server says that the machine’s is right, until that has caught up', () => {
  const m = machine();
  const before = m.pass(1_000);
  m.set(-HOUR);
  m.pass(1_000);
  m.clock.kept();
  expect(m.pass(HOUR / 2)).toBe(before + 1_000);
  expect(m.pass(HOUR / 2 + 5_000)).toBe(m.wall());
  expect(m.kinds()).toEqual(['set_back', 'caught_up']);
});

it('is the machine’s again when a jump ahead is undone', () => {
  const m = machine();
  m.pass(1_000);
  m.set(3 * HOUR);
  expect(m.pass(1_000)).toBe(m.wall());
  m.pass(HOUR);
  m.set(-3 * HOUR + 700);
  expect(m.pass(1_000)).toBe(m.wall());
  expect(m.kinds()).toEqual(['set_forward', 'undone']);
});

it('begins no earlier than the last engine ended, and follows an administrator who says that the machine is right', () => {
  const m = machine();
  m.clock.reached(BEGAN + HOUR);
  expect(m.pass(1_000)).toBe(BEGAN + HOUR + 1_000);
  m.clock.accept();
  expect(m.pass(1_000)).toBe(m.wall());
});

it('never goes back, whatever the machine does, but by an undone jump or an administrator', () => {
  const act = fc.record({
    pass: fc.integer({ min: 0, max: 90_000 }),
    set: fc.integer({ min: -HOUR, max: HOUR }),
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const m = machine();
      let last = m.clock.now();
      for (const { pass, set } of acts) {
        const undone = m.kinds().filter((kind) => kind === 'undone').length;
        if (set % 3 === 0) m.set(set);
        const now = m.pass(pass);
        if (m.kinds().filter((kind) => kind === 'undone').length === undone)
          expect(now).toBeGreaterThanOrEqual(last);
        // Nor does it fall behind the machine's.
        expect(now).toBeGreaterThanOrEqual(m.wall() - STEP_MS);
        last = now;
      }
    }),
  );
});
