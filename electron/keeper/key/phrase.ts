/** A key as letters that can be written down and typed again; pure. */
import { createHash } from 'node:crypto';
import { KEY_BYTES } from '../../contract/secretsKey.ts';
import { sentence } from '../language.ts';
import { Refusal } from '../refusal.ts';

/** Crockford's alphabet: none of I, L, O, U, which are read as others. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS = 5;
/** Letters of the key itself, and of its digest after them, which finds a mistake in all but one of a million. */
const KEY_LETTERS = Math.ceil((KEY_BYTES * 8) / BITS);
const CHECK_LETTERS = 4;
const GROUP = 4;

function lettersOf(bytes: Buffer, count: number): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: count }, (_, at) =>
    LETTERS.charAt(Number.parseInt(bits.slice(at * BITS, (at + 1) * BITS).padEnd(BITS, '0'), 2)),
  ).join('');
}

function checkOf(key: Buffer): string {
  return lettersOf(createHash('sha256').update(key).digest(), CHECK_LETTERS);
}

/** The key in groups of four letters, the last one a check of the others. */
export function phraseOf(key: Buffer): string {
  const letters = lettersOf(key, KEY_LETTERS) + checkOf(key);
  return (letters.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}

/** The key of a phrase, however it is spaced, in small letters too, O for 0 and I or L for 1. @throws Refusal saying what is wrong */
export function keyOf(phrase: string): Buffer {
  const refuse = (detail: string) => new Refusal(sentence('key_mistyped', { detail }));
  const letters = phrase.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const foreign = [...letters].find((letter) => !LETTERS.includes(letter));
  if (foreign !== undefined) throw refuse(sentence('key_letter', { letter: foreign }));
  const wanted = KEY_LETTERS + CHECK_LETTERS;
  if (letters.length !== wanted) throw refuse(sentence('key_length', { count: letters.length, wanted }));
  const bits = [...letters.slice(0, KEY_LETTERS)]
    .map((letter) => LETTERS.indexOf(letter).toString(2).padStart(BITS, '0'))
    .join('');
  const key = Buffer.from(
    Array.from({ length: KEY_BYTES }, (_, at) => Number.parseInt(bits.slice(at * 8, (at + 1) * 8), 2)),
  );
  if (phraseOf(key).replaceAll('-', '') !== letters) throw refuse(sentence('key_check'));
  return key;
}
