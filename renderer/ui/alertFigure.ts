/** The figure of an alert as it is read: a value of its indicator, a place, minutes of silence, spreads, a probability. */
import type { Alert } from '../../electron/contract/alerts.ts';
import type { Scalar } from '../../electron/contract/answers.ts';
import { figureText, formatNumber, type Locale } from './format/index.ts';
import { useLocale, useStrings } from './i18n.ts';

type Measured = Pick<Alert, 'measuredIn' | 'decimals'>;

/** Number and unit in one text; empty without a value. */
export function useAlertFigure(): (value: Scalar, kind: Measured) => string {
  const locale = useLocale();
  const { t } = useStrings('alerts');
  const units = useStrings('units').t;
  return (value, kind) => {
    if (value === null) return '';
    const { measuredIn, decimals } = kind;
    switch (measuredIn) {
      case 'place':
        return t('place', { value: plain(value, 0, locale) });
      case 'spread':
      case 'minute':
      case 'probability':
        return `${plain(value, decimals, locale)} ${t(`unit.${measuredIn}`)}`;
      default: {
        const { number, unit } = figureText(value, { unit: measuredIn, decimals }, locale);
        return `${number} ${units(`short.${unit}`)}`;
      }
    }
  };
}

function plain(value: NonNullable<Scalar>, decimals: number, locale: Locale): string {
  return formatNumber(Number(value), decimals, locale);
}
