import type { Figure } from '../../../electron/contract/answers.ts';
import { differenceText, formatChange, relativeChange, useLocale, useStrings } from '../../ui/index.ts';
import './comparison.css';

/** Against yesterday and against the same day last year: "+312 hôm qua · +4,2 % cùng kỳ". */
export function Comparison({ figure, long = false }: { readonly figure: Figure; readonly long?: boolean }) {
  const { t } = useStrings('widgets');
  const yesterday = useDifference(figure, figure.yesterday);
  const lastYear = useLastYear(figure);
  if (!yesterday && !lastYear) return null;
  return (
    <p className="comparison">
      {yesterday && (
        <span className="comparison-yesterday">
          <b>{yesterday}</b> {t(long ? 'comparison.yesterday_long' : 'comparison.yesterday')}
        </span>
      )}
      {lastYear && (
        <span className="comparison-year">
          <b>{lastYear}</b> {t(long ? 'comparison.last_year_long' : 'comparison.last_year')}
        </span>
      )}
    </p>
  );
}

function useDifference(figure: Figure, then: Figure['value']): string | null {
  const locale = useLocale();
  const { t } = useStrings('units');
  if (figure.value === null || then === null) return null;
  const { number, unit } = differenceText(figure.value, then, figure, locale);
  const named = figure.unit === 'percent' || figure.unit === 'dong';
  return named ? `${number} ${t(`short.${unit}`)}` : number;
}

/** Rates in points, everything else in percent of last year's figure. */
function useLastYear(figure: Figure): string | null {
  const points = useDifference(figure, figure.lastYear);
  const locale = useLocale();
  if (figure.unit === 'percent') return points;
  const change = relativeChange(figure.value, figure.lastYear);
  return change === null ? null : `${formatChange(change, 1, locale)} %`;
}
