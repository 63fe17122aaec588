import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { keyOf, phraseOf } from './phrase.ts';

const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));

it('gives the same key back, however it is typed', () => {
  fc.assert(
    fc.property(key, (one) => {
      const phrase = phraseOf(one);
      expect(phrase).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(keyOf(phrase).equals(one)).toBe(true);
      expect(
        keyOf(
          ` ${phrase.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')}\n`,
        ).equals(one),
      ).toBe(true);
    }),
  );
});

it('finds any one letter that is wrong, and any two that changed places', () => {
  const phrase = phraseOf(createHash('sha256').update('a key').digest()).replaceAll('-', '');
  for (let at = 0; at < phrase.length; at += 1) {
    const other = phrase[at] === 'Q' ? 'R' : 'Q';
    expect(() => keyOf(phrase.slice(0, at) + other + phrase.slice(at + 1)), `letter ${at}`).toThrow(
      'a letter is wrong',
    );
    const [a, b] = [phrase[at], phrase[at + 1]];
    if (a !== b && b !== undefined)
      expect(() => keyOf(phrase.slice(0, at) + b + a + phrase.slice(at + 2)), `letters ${at}`).toThrow(
        'wrong',
      );
  }
});

it('says what is wrong', () => {
  expect(() => keyOf('ABCD')).toThrow('4 letters and digits instead of 56');
  expect(() => keyOf('ABCÊ')).toThrow('"Ê" is not among its letters');
});
