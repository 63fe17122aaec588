/** The lexicon made ready: words are written one way first, then phrases are looked for. */
import type { Indicator } from '../../contract/indicators.ts';
import type { Word } from './fold.ts';
import type { Lexicon, Meaning } from './lexicon.ts';
import { createPhraseTable, type Match, type Phrase, type PhraseTable, phraseWords } from './phrases.ts';

export type Means =
  | { is: 'word'; meaning: Meaning }
  | { is: 'indicator'; key: string }
  | { is: 'place'; units: readonly string[] };

export interface Vocabulary {
  /** Words as the phrases are written: `thi hành án` is `tha`. */
  normalised(words: readonly Word[]): Word[];
  /** The words of a phrase, written one way. */
  phrase(text: string): string[];
  /** Phrases of the lexicon, the catalogue and these places. */
  table(places: readonly Phrase<Means>[]): PhraseTable<Means>;
}

export function createVocabulary(lexicon: Lexicon, catalogue: readonly Indicator[]): Vocabulary {
  const said: string[] = [...Object.values(lexicon.says).flat(), ...Object.values(lexicon.indicators).flat()];
  const plain = new Set(said.flatMap(phraseWords));
  const aliases = createPhraseTable(
    Object.entries(lexicon.aliases).flatMap(([to, says]) =>
      says.map((say): Phrase<readonly string[]> => ({ words: phraseWords(say), means: to.split(' ') })),
    ),
    (word) => plain.has(word),
  );

  function normalised(words: readonly Word[]): Word[] {
    const matches: readonly Match<readonly string[]>[] = aliases.find(
      words,
      words.map(() => true),
    );
    const out: Word[] = [];
    let at = 0;
    for (const { at: from, length, means } of matches) {
      out.push(...words.slice(at, from));
      const last = words[from + length - 1];
      for (const [i, text] of means.entries())
        out.push({
          text,
          marked: text,
          capital: false,
          comma: i === means.length - 1 && (last?.comma ?? false),
        });
      at = from + length;
    }
    return [...out, ...words.slice(at)];
  }

  const phrase = (text: string) =>
    normalised(
      phraseWords(text).map((word) => ({ text: word, marked: word, capital: false, comma: false })),
    ).map(({ text: word }) => word);

  const fixed: Phrase<Means>[] = [
    ...Object.entries(lexicon.says).flatMap(([meaning, says]) =>
      says.map(
        (say): Phrase<Means> => ({
          words: phrase(say),
          means: { is: 'word', meaning: meaning as Meaning },
        }),
      ),
    ),
    ...catalogue.flatMap(({ key, name, short }) =>
      [name.vi, name.en, short.vi, short.en, ...(lexicon.indicators[key] ?? [])].map(
        (say): Phrase<Means> => ({ words: phrase(say), means: { is: 'indicator', key } }),
      ),
    ),
  ];

  return { normalised, phrase, table: (places) => createPhraseTable([...places, ...fixed]) };
}
