/** What a chart says, found from its figures; the words are in the `widgets` strings under `trend`. */
import type { Figure } from '../../../electron/contract/answers.ts';
import { relativeChange, toNumber } from '../../ui/index.ts';

export interface Sentence {
  /** Key of the words. */
  readonly key: 'above' | 'below' | 'more' | 'fewer' | 'equal' | 'alone';
  /** Size of the difference, in points for rates, in percent otherwise, to a tenth; `null` where none is told. */
  readonly by: number | null;
}

/** Compares with the same day last year. Differences below a tenth are called equal. */
export function sentenceOf(figure: Pick<Figure, 'value' | 'lastYear' | 'unit'>): Sentence {
  const rate = figure.unit === 'percent';
  const difference = rate ? points(figure) : relativeChange(figure.value, figure.lastYear);
  if (difference === null) return { key: 'alone', by: null };
  const by = Math.abs(difference);
  if (by < 0.1) return { key: 'equal', by: null };
  if (rate) return { key: difference > 0 ? 'above' : 'below', by };
  return { key: difference > 0 ? 'more' : 'fewer', by };
}

function points({ value, lastYear }: Pick<Figure, 'value' | 'lastYear'>): number | null {
  const [now, then] = [toNumber(value), toNumber(lastYear)];
  return now === null || then === null ? null : Math.round((now - then) * 10) / 10;
}
