/** Phrases found among words, typing errors forgiven. */
import { fold, type Word } from './fold.ts';
import { oneEditApart } from './oneEdit.ts';

export interface Phrase<M> {
  words: readonly string[];
  means: M;
}

export interface Match<M> {
  at: number;
  length: number;
  means: M;
}

/** Below, a slip makes another word rather than a misspelt one. */
const FORGIVING_LETTERS = 7;
const FORGIVING_WORD = 6;
/** What a slip costs against one more word explained. */
const SLIP = 0.6;

/** Phrases by their first word. */
export interface PhraseTable<M> {
  find(words: readonly Word[], free: readonly boolean[]): Match<M>[];
  knows(word: string): boolean;
}

/** The words of a phrase of the lexicon. */
export function phraseWords(text: string): string[] {
  return fold(text).match(/[a-z]+|\d+|%/g) ?? [];
}

/**
 * Longer phrases go before shorter ones, those written rightly before misspelt ones; none overlaps another.
 * @param known words of other tables: a word that is known is never taken for a misspelt one.
 */
export function createPhraseTable<M>(
  phrases: readonly Phrase<M>[],
  known: (word: string) => boolean = () => false,
): PhraseTable<M> {
  const byFirst = Map.groupBy(
    phrases.filter(({ words }) => words.length > 0),
    ({ words }) => words[0] ?? '',
  );
  const vocabulary = new Set(phrases.flatMap(({ words }) => words));
  const forgiving = phrases.filter(
    ({ words }) => words.join('').length >= (words.length > 1 ? FORGIVING_LETTERS : FORGIVING_WORD),
  );
  const knows = (word: string) => vocabulary.has(word) || known(word);

  /** Whether the phrase stands here but for one slip, in a word that means nothing else. */
  function misspelt(phrase: Phrase<M>, words: readonly Word[], at: number): boolean {
    let slips = 0;
    for (const [i, expected] of phrase.words.entries()) {
      const word = words[at + i]?.text;
      if (word === expected) continue;
      if (word === undefined || slips > 0 || word.length < 2 || /\d/.test(word) || /\d/.test(expected))
        return false;
      if (knows(word) || !oneEditApart(word, expected)) return false;
      slips += 1;
    }
    return slips === 1;
  }

  return {
    knows,
    find(words, free) {
      const candidates: (Match<M> & { score: number })[] = [];
      const isFree = (at: number, length: number) => {
        for (let i = at; i < at + length; i += 1) if (!free[i]) return false;
        return at + length <= words.length;
      };
      for (let at = 0; at < words.length; at += 1) {
        if (!free[at]) continue;
        for (const { words: expected, means } of byFirst.get(words[at]?.text ?? '') ?? [])
          if (isFree(at, expected.length) && expected.every((word, i) => words[at + i]?.text === word))
            candidates.push({ at, length: expected.length, means, score: expected.length });
      }
      // Only near a word that nothing knows can there be a slip.
      const strange = words.flatMap((word, i) => (free[i] && !knows(word.text) ? [i] : []));
      for (const i of strange)
        for (const phrase of forgiving)
          for (let at = Math.max(0, i - phrase.words.length + 1); at <= i; at += 1)
            if (isFree(at, phrase.words.length) && misspelt(phrase, words, at))
              candidates.push({
                at,
                length: phrase.words.length,
                means: phrase.means,
                score: phrase.words.length - SLIP,
              });
      return chosen(candidates, words.length);
    },
  };
}

function chosen<M>(candidates: (Match<M> & { score: number })[], length: number): Match<M>[] {
  const taken = new Array<boolean>(length).fill(false);
  const found: Match<M>[] = [];
  for (const { at, length: n, means } of candidates.sort((a, b) => b.score - a.score || a.at - b.at)) {
    if (taken.slice(at, at + n).some(Boolean)) continue;
    taken.fill(true, at, at + n);
    found.push({ at, length: n, means });
  }
  return found.sort((a, b) => a.at - b.at);
}
