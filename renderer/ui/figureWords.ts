import type { Scalar } from '../../electron/contract/answers.ts';
import { differenceText, type FigureKind, type FigureText, figureText } from './format/index.ts';
import { useLocale, useStrings } from './i18n.ts';

export interface FigureWords {
  /** "13,94 %", "433,3 tỷ"; what is counted is named by the label beside it. */
  value(value: Scalar, kind: FigureKind): string;
  /** "+0,35 điểm", "−1,2 tỷ", "+312"; `null` where one of the two is not known. */
  difference(now: Scalar, then: Scalar, kind: FigureKind): string | null;
  /** The same without the word for points, beside the rates that it is the difference of. */
  briefDifference(now: Scalar, then: Scalar, kind: FigureKind): string | null;
}

/** Figures as words inside a line, with the unit in its short form. */
export function useFigureWords(): FigureWords {
  const locale = useLocale();
  const { t } = useStrings('units');
  const named = ({ number, unit }: FigureText, { unit: counted }: FigureKind) =>
    counted === 'percent' || counted === 'dong' ? `${number} ${t(`short.${unit}`)}` : number;
  return {
    value: (value, kind) =>
      value === null ? figureText(value, kind, locale).number : named(figureText(value, kind, locale), kind),
    difference: (now, then, kind) =>
      now === null || then === null ? null : named(differenceText(now, then, kind, locale), kind),
    briefDifference(now, then, kind) {
      if (now === null || then === null) return null;
      const text = differenceText(now, then, kind, locale);
      return text.unit === 'points' ? text.number : named(text, kind);
    },
  };
}

/** A target in đồng is a decimal; as a sum it is whole. */
export function targetScalar(value: number, { unit }: FigureKind): Scalar {
  return unit === 'dong' ? String(Math.round(value)) : value;
}
