import { afterEach, expect, it } from 'vitest';
import { localeOfSession, sentence, speak } from './language.ts';
import { SENTENCES } from './sentences.ts';

afterEach(() => speak('en'));

it('has every sentence in both languages, with the same values', () => {
  const valuesIn = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([value]) => value).sort();
  for (const [id, { vi, en }] of Object.entries(SENTENCES)) {
    expect(vi, id).not.toBe('');
    expect(vi, id).not.toBe(en);
    // A version may be named twice in one language and once in the other.
    expect([...new Set(valuesIn(vi))], id).toEqual([...new Set(valuesIn(en))]);
  }
});

it('speaks the language that was chosen', () => {
  expect(sentence('on_trial', { version: '1.1.0' })).toBe('version 1.1.0 is on trial');
  speak('vi');
  expect(sentence('on_trial', { version: '1.1.0' })).toBe('đang thử phiên bản 1.1.0');
});

it.each([
  [{ LANG: 'vi_VN.UTF-8' }, 'vi'],
  [{ LANG: 'en_US.UTF-8' }, 'en'],
  [{ LANG: 'vi_VN.UTF-8', LC_ALL: 'en_GB.UTF-8' }, 'en'],
  [{ LANG: 'vi', LC_MESSAGES: '' }, 'vi'],
  [{ LANG: 'C.UTF-8' }, null],
  [{ LANG: 'vigo' }, null],
  [{}, null],
] as const)('hears from %j that the session speaks %s', (env, locale) => {
  expect(localeOfSession(env)).toBe(locale);
});
