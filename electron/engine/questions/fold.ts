/** Text as it is compared: without marks of tone and vowel, lower case, cut into words. */

/** Lower case without diacritics; đ is d. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd');
}

export interface Word {
  /** Folded. */
  text: string;
  /** Lower case with its marks, where these tell two words apart. */
  marked: string;
  /** Written with a capital letter at its beginning. */
  capital: boolean;
  /** A comma follows: something is listed. */
  comma: boolean;
}

/** Numbers keep what joins them (31/3/2026, 2026-03-31). */
const WORD = /\p{L}[\p{L}\p{M}]*|\d+(?:[/.-]\d+)*|[%,]/gu;

/** The words of a question, in order; letters and digits written together are two words (KV3 → kv 3). */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const found of text.normalize('NFC').match(WORD) ?? []) {
    const last = words.at(-1);
    if (found !== ',')
      words.push({
        text: fold(found),
        marked: found.toLowerCase(),
        capital: /^\p{Lu}/u.test(found),
        comma: false,
      });
    else if (last) last.comma = true;
  }
  return words;
}
