import { expect, it } from 'vitest';
import { createLater } from './later.ts';

function stage() {
  const state = { figures: 1, time: 0, asked: 0, found: 0, failures: 0 };
  const later = createLater({
    figures: () => state.figures,
    steady: () => state.time,
    found: () => void (state.found += 1),
    failed: () => void (state.failures += 1),
  });
  let value = 'first';
  const look = (at: number, fails = false) =>
    later.answer('key', at, async () => {
      state.asked += 1;
      if (fails) throw new Error('no');
      return value;
    });
  return { state, later, look, says: (next: string) => void (value = next) };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('says nothing at first, then what was found, and asks once', async () => {
  const { state, look, later } = stage();
  expect(look(1000)).toBeUndefined();
  expect(look(1000)).toBeUndefined();
  await settled();
  expect(look(1000)).toBe('first');
  expect(state).toMatchObject({ asked: 1, found: 1 });
  expect(later.revision()).toBe(1);
});

it('keeps an answer while it asks anew, and tells only news', async () => {
  const { state, look, says } = stage();
  look(1000);
  await settled();
  state.time += 60_000;
  state.figures += 1;
  expect(look(1000)).toBe('first');
  await settled();
  expect(state).toMatchObject({ asked: 2, found: 1 });
  says('second');
  state.time += 60_000;
  state.figures += 1;
  look(1000);
  await settled();
  expect(look(1000)).toBe('second');
  expect(state.found).toBe(2);
});

it('never tells what was found for a later instant, nor what is hours old', async () => {
  const { look } = stage();
  look(10_000_000);
  await settled();
  expect(look(9_999_999)).toBeUndefined();
  await settled();
  expect(look(9_999_999)).toBe('first');
  expect(look(10_000_000 + 3_600_001)).toBeUndefined();
});

it('tries again later what failed', async () => {
  const { state, look } = stage();
  look(1000, true);
  await settled();
  expect(state.failures).toBe(1);
  expect(look(1000)).toBeUndefined();
  await settled();
  state.time += 60_000;
  state.figures += 1;
  look(1000);
  await settled();
  expect(look(1000)).toBe('first');
});

it('answers of now and of a past instant in turn, and asks for each once', async () => {
  const { state, look, says } = stage();
  look(20_000);
  await settled();
  says('past');
  look(10_000);
  await settled();
  for (let i = 0; i < 5; i += 1) {
    expect(look(20_000)).toBe('first');
    expect(look(10_000)).toBe('past');
  }
  expect(state).toMatchObject({ asked: 2, found: 2 });
});

it('keeps what is looked back at while now goes on', async () => {
  const { state, look, says } = stage();
  says('past');
  look(10_000);
  await settled();
  says('now');
  for (let at = 20_000; at < 400_000; at += 20_000) {
    state.time += 20_000;
    look(at);
    await settled();
    expect(look(10_000)).toBe('past');
  }
  expect(look(400_000)).toBe('now');
});
