import { setImmediate as aTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { gathered } from './gathered.ts';

const one = () => 1;

describe('what comes', () => {
  it('is given out at once when there is no more, together when it was there already, and all of it', async () => {
    let release: () => void = () => undefined;
    async function* things() {
      yield 1;
      await new Promise<void>((resolve) => (release = resolve));
      yield 2;
      yield 3;
      yield 4;
    }
    const groups: number[][] = [];
    for await (const group of gathered(things(), 100, one)) {
      groups.push(group);
      release();
      await aTurn();
    }
    expect(groups).toEqual([[1], [2, 3, 4]]);
  });

  it('is not read ahead of whoever takes it by more than one, nor gathered beyond the size', async () => {
    let made = 0;
    async function* things() {
      while (made < 50) yield (made += 1);
    }
    let taken = 0;
    for await (const group of gathered(things(), 8, one)) {
      taken += group.length;
      for (let turn = 0; turn < 5; turn += 1) await aTurn();
      expect(group.length).toBeLessThanOrEqual(8);
      expect(made).toBeLessThanOrEqual(taken + 1);
    }
    expect(taken).toBe(50);
  });

  it('that came before a failure is given out before it', async () => {
    async function* things() {
      yield 1;
      throw new Error('broken');
    }
    const seen: number[] = [];
    const reading = (async () => {
      for await (const group of gathered(things(), 100, one)) seen.push(...group);
    })();
    await expect(reading).rejects.toThrow('broken');
    expect(seen).toEqual([1]);
  });
});
