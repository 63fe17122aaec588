/** Numbers as people write them: digits, words, Roman. */
import type { Word } from './fold.ts';

const ONES: Readonly<Record<string, number>> = {
  mot: 1,
  hai: 2,
  ba: 3,
  bon: 4,
  tu: 4,
  nam: 5,
  lam: 5,
  sau: 6,
  bay: 7,
  tam: 8,
  chin: 9,
  muoi: 10,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
};
const ROMAN: Readonly<Record<string, number>> = {
  i: 1,
  ii: 2,
  iii: 3,
  iv: 4,
  v: 5,
  vi: 6,
  vii: 7,
  viii: 8,
  ix: 9,
  x: 10,
  xi: 11,
  xii: 12,
};
/** Words that are numbers only when they are written with these marks, or without any. */
const MARKED: Readonly<Record<string, readonly string[]>> = {
  sau: ['sau', 'sáu'],
  tu: ['tu', 'tư'],
  nam: ['nam', 'năm'],
  ba: ['ba'],
  bay: ['bay', 'bảy', 'bẩy'],
  tam: ['tam', 'tám'],
};

export interface NumberRead {
  value: number;
  /** How many words it takes. */
  length: number;
}

/** The whole number that begins at a word, up to 99 in words. */
export function numberAt(words: readonly Word[], i: number): NumberRead | null {
  const word = words[i];
  if (!word) return null;
  if (/^\d{1,6}$/.test(word.text)) return { value: Number(word.text), length: 1 };
  const roman = ROMAN[word.text];
  if (roman !== undefined && word.marked === word.text) return { value: roman, length: 1 };
  const first = inWords(word);
  if (first === null) return null;
  const second = words[i + 1];
  if (first === 10) {
    const unit = second ? inWords(second) : null;
    return unit !== null && unit < 10 && !beginsYear(words, i + 1)
      ? { value: 10 + unit, length: 2 }
      : { value: 10, length: 1 };
  }
  if (beginsYear(words, i) || beginsTime(words, i)) return null;
  return { value: first, length: 1 };
}

/** `tu` without marks is from rather than four where a time begins after it. */
function beginsTime(words: readonly Word[], i: number): boolean {
  return words[i]?.text === 'tu' && /^(dau|ngay|thang|quy|nam|hom|\d.*)$/.test(words[i + 1]?.text ?? '');
}

function inWords(word: Word): number | null {
  const value = ONES[word.text];
  if (value === undefined) return null;
  const marks = MARKED[word.text];
  return marks === undefined || marks.includes(word.marked) ? value : null;
}

/** `năm` is five or year: a year when what follows says so. */
function beginsYear(words: readonly Word[], i: number): boolean {
  if (words[i]?.text !== 'nam') return false;
  const next = words[i + 1]?.text ?? '';
  return /^(20\d\d|nay|ngoai|truoc|roi|toi|sau|thong)$/.test(next);
}
