import { describe, expect, it } from 'vitest';
import { NO_PROOF, isFrozen, look } from './proof.ts';
import type { Proof } from './proof.ts';

const after = (...looks: [frame: number | null, colour: string | null][]): Proof =>
  looks.reduce<Proof>((proof, [frame, colour]) => look(proof, frame, colour), NO_PROOF);

describe('the corner of a window', () => {
  it('proves that it paints by changing', () => {
    expect(isFrozen(after([1, 'a'], [6, 'b'], [11, 'a'], [16, 'b'], [21, 'a'], [26, 'b']))).toBe(false);
  });
  it('proves that it does not when frames are reported and it stays', () => {
    expect(isFrozen(after([1, 'a'], [6, 'a'], [11, 'a'], [16, 'a']))).toBe(false);
    expect(isFrozen(after([1, 'a'], [6, 'a'], [11, 'a'], [16, 'a'], [21, 'a']))).toBe(true);
  });
  it('may be the same by chance', () => {
    expect(isFrozen(after([1, 'a'], [9, 'a'], [17, 'a'], [22, 'b'], [30, 'b'], [38, 'b'], [46, 'b']))).toBe(
      false,
    );
  });
  it('says nothing while no frame is reported: that is looked at elsewhere', () => {
    expect(isFrozen(after([1, 'a'], [1, 'a'], [1, 'a'], [1, 'a'], [1, 'a'], [1, 'a']))).toBe(false);
  });
  it('of which no picture can be had counts as one that stays', () => {
    expect(isFrozen(after([1, 'a'], [6, null], [11, null], [16, null], [21, null]))).toBe(true);
  });
});
