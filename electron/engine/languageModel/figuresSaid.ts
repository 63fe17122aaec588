/** Whether every figure in a sentence is one that the engine told. */
import type { QuestionAnswer } from '../../contract/questions.ts';

type Answered = Extract<QuestionAnswer, { outcome: 'answered' }>;

/** Longer sentences are no sentences. */
const LONGEST = 600;
/** What leads elsewhere or is no prose. */
const NOT_PROSE = /https?:|www\.|[<>[\]{}`|\\]|\n\s*\n/iu;
/** Digits of any script with the marks between them, as both languages write figures. */
const FIGURES = /\p{Nd}(?:[\p{Nd}.,/:\u00A0\u202F]*\p{Nd})?/gu;
/** Figures in words say as much as digits, and cannot be held against them. */
const IN_WORDS =
  /(?<!\p{L})(không phải là|gấp đôi|gấp ba|một nửa|phân nửa|mươi|mười|trăm|nghìn|ngàn|hundred|thousand|double|twice|triple|half|dozen)(?!\p{L})/iu;

/** A model's sentence as it may be shown, or `null` where anything in it is not the engine's. */
export function checkedSentence(said: string | null, answer: Answered): string | null {
  const sentence = said?.normalize('NFC').replace(/\s+/gu, ' ').trim() ?? '';
  if (sentence === '' || sentence.length > LONGEST) return null;
  if (NOT_PROSE.test(sentence) || IN_WORDS.test(sentence)) return null;
  const told = new Set([...figuresIn(answer.words.vi), ...figuresIn(answer.words.en)]);
  for (const { label } of answer.figures)
    for (const text of [label.vi, label.en]) for (const one of figuresIn(text)) told.add(one);
  return figuresIn(sentence).every((one) => told.has(one)) ? sentence : null;
}

/** Figures as they are written; a mark at the end belongs to the sentence. */
function figuresIn(text: string): string[] {
  return [...text.matchAll(FIGURES)].map(([one]) => one.replaceAll(/[\u00A0\u202F]/gu, ''));
}
