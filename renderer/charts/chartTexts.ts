import {
  type FigureKind,
  figureText,
  formatMoney,
  formatNumber,
  scaleOf,
  useLocale,
  useStrings,
} from '../ui/index.ts';

export interface ChartTexts {
  /** A value on the axis; all of one axis in the same unit. */
  tick(value: number): string;
  /** The same with its unit, for the highest one. */
  tickWithUnit(value: number): string;
  /** A value at the end of a line, with its unit. */
  end(value: number): string;
}

/** Words of one chart's axis and ends; `highest` decides in which unit đồng are counted. */
export function useChartTexts(kind: FigureKind, highest: number): ChartTexts {
  const locale = useLocale();
  const { t } = useStrings('units');
  const scale = scaleOf(String(Math.round(highest)), kind, locale);

  function tick(value: number): string {
    if (scale) return formatMoney(BigInt(Math.round(value)), { ...scale, decimals: 0 }, locale);
    return formatNumber(value, Number.isInteger(value) ? 0 : 1, locale);
  }

  return {
    tick,
    tickWithUnit: (value) => `${tick(value)} ${t(scale ? scale.unit : kind.unit)}`,
    end(value) {
      const exact = kind.unit === 'dong' ? String(Math.round(value)) : value;
      const { number, unit } = figureText(exact, kind, locale);
      const named = kind.unit === 'percent' || kind.unit === 'dong';
      return named ? `${number} ${t(`short.${unit}`)}` : number;
    },
  };
}
