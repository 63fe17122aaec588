import type { Scalar } from '../../../electron/contract/answers.ts';
import type { ForecastMade } from '../../../electron/contract/forecasts.ts';
import { useCatalogue } from '../../data/index.ts';
import { type FigureKind, figureText, useLocale, useStrings } from '../../ui/index.ts';

/** What the numerator of the indicator counts: cases, papers or đồng. */
export function useNumeratorKind(indicator: string): FigureKind {
  const formula = useCatalogue().get(indicator)?.formula;
  const counted = formula?.is === 'quantity' ? formula.quantity : formula?.numerator;
  if (counted?.of === 'money') return { unit: 'dong', decimals: 0 };
  const papers = { Q: 'receipt', U: 'decision', X: 'decision' } as const;
  const letter = counted?.letter;
  const unit = letter === 'Q' || letter === 'U' || letter === 'X' ? papers[letter] : 'case';
  return { unit, decimals: 1 };
}

export interface FigureWords {
  /** A value of the indicator with its unit. */
  figure(value: Scalar): string;
  /** What comes a week, in the unit of the numerator. */
  perWeek(value: Scalar): string;
}

export function useFigureWords({ measure: unit, decimals, indicator }: ForecastMade): FigureWords {
  const locale = useLocale();
  const units = useStrings('units').t;
  const counted = useNumeratorKind(indicator);
  const written = (value: Scalar, kind: FigureKind) => {
    // A target comes as a number; đồng are whole, as text.
    const exact =
      kind.unit === 'dong' ? String(Math.round(Number(value))) : value === null ? null : Number(value);
    const text = figureText(exact, kind, locale);
    return `${text.number} ${units(text.unit)}`;
  };
  return {
    figure: (value) => written(value, { unit, decimals }),
    perWeek: (value) => written(value, counted),
  };
}
