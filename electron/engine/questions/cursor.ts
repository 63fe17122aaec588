/** Words read one after the other, and what a time in them is read as. */
import type { Period } from '../../contract/questions.ts';
import type { Word } from './fold.ts';
import { numberAt } from './numbers.ts';

/** A year that was named: the statistical one, and the calendar's, which months and quarters go by. */
export interface NamedYear {
  statistical: number;
  calendar: number;
}

export interface TimeSaid {
  at: number;
  length: number;
  period: Period;
  /** `cung_ky`: the same days a year before whatever else is asked about. */
  is: 'period' | 'year' | 'cung_ky';
  /** The step it is one of, so that “than last month” tells what is meant by now. */
  step: 'day' | 'week' | 'month' | 'quarter' | 'year' | 'span';
  /** A month or quarter without its year takes one that was said elsewhere. */
  inYear?: (year: NamedYear) => Period;
  year?: NamedYear;
}

export type Found = Omit<TimeSaid, 'at' | 'length'>;

/** Words read one after the other; a rule that fails leaves nothing behind. */
export class Cursor {
  readonly words: readonly Word[];
  at: number;
  constructor(words: readonly Word[], at: number) {
    this.words = words;
    this.at = at;
  }
  peek(n = 0): string {
    return this.words[this.at + n]?.text ?? '';
  }
  /** Takes the words of a phrase, the first of them that stands here. */
  take(...phrases: string[]): boolean {
    for (const phrase of phrases) {
      const parts = phrase.split(' ');
      if (!parts.every((part, i) => this.peek(i) === part)) continue;
      this.at += parts.length;
      return true;
    }
    return false;
  }
  number(): number | null {
    const read = numberAt(this.words, this.at);
    if (read) this.at += read.length;
    return read?.value ?? null;
  }
  /** Whether the word has these marks, or none. */
  marked(n: number, marked: string): boolean {
    const word = this.words[this.at + n];
    return word !== undefined && (word.marked === marked || word.marked === word.text);
  }
}

/** A period of days that is no calendar step. */
export function span(period: Period): Found {
  return { period, is: 'period', step: 'span' };
}
