import { createContext, useContext, useLayoutEffect, useRef } from 'react';
import type { Scalar } from '../../electron/contract/answers.ts';
import { type FigureKind, figureText, type Locale, scaleOf } from './format/index.ts';
import { useLocale, useStrings } from './i18n.ts';
import './figure.css';

const COUNT_OVER_MS = 300;

interface FigureProps {
  readonly value: Scalar;
  readonly kind: FigureKind;
  /** The unit in its short form, such as `tỷ`. */
  readonly brief?: boolean;
  /** Left out where the label already names what is counted. */
  readonly unitless?: boolean;
}

/** Figures below change at once: numbers on their way from one recorded instant to another would belong to none. */
export const StillFigures = createContext(false);

/** A number with its unit, smaller, on its baseline. A changed number counts over in 300 ms and rests. */
export function Figure({ value, kind, brief = false, unitless = false }: FigureProps) {
  const { t } = useStrings('units');
  const locale = useLocale();
  const text = figureText(value, kind, locale);
  const number = useCountOver(value, kind, locale);
  return (
    <span className="figure">
      <span className="figure-number" ref={number}>
        {text.number}
      </span>
      {value !== null && !unitless && (
        <span className="figure-unit">{t(brief ? `short.${text.unit}` : text.unit)}</span>
      )}
    </span>
  );
}

/** Writes the steps between the last value and this one into the element; React knows only the last. */
function useCountOver(value: Scalar, kind: FigureKind, locale: Locale) {
  const element = useRef<HTMLSpanElement>(null);
  const shown = useRef(value);
  const still = useContext(StillFigures);
  const wasStill = useRef(still);
  const { unit, decimals } = kind;
  useLayoutEffect(() => {
    const from = shown.current;
    const atOnce = still || wasStill.current;
    shown.current = value;
    wasStill.current = still;
    const target = element.current;
    if (!target) return;
    const final = figureText(value, { unit, decimals }, locale).number;
    const settle = () => {
      if (target.textContent !== final) target.textContent = final;
    };
    // What counted over before ended by writing its own value: that must not stay.
    settle();
    if (atOnce || from === null || value === null || from === value) return;
    const scale = scaleOf(value, { unit, decimals }, locale);
    const textOf = (v: Scalar) => figureText(v, { unit, decimals }, locale, scale).number;
    // Where no number lies between, such as from one to two, there is nothing to count over.
    const middle = textOf(between(from, value, 0.5));
    if (middle === textOf(from) || middle === textOf(value)) return;
    const write = (v: Scalar) => {
      const number = textOf(v);
      if (target.textContent !== number) target.textContent = number;
    };
    const started = performance.now();
    let frame = requestAnimationFrame(advance);
    write(from);
    function advance(now: number): void {
      const share = Math.min(1, Math.max(0, (now - started) / COUNT_OVER_MS));
      write(share === 1 ? value : between(from, value, 1 - (1 - share) ** 3));
      if (share < 1) frame = requestAnimationFrame(advance);
    }
    return () => {
      cancelAnimationFrame(frame);
      settle();
    };
  }, [value, unit, decimals, locale, still]);
  return element;
}

/** The value a `share` (0–1) of the way; đồng stay whole and exact. */
export function between(from: Scalar, to: Scalar, share: number): Scalar {
  if (typeof from === 'string' && typeof to === 'string') {
    const way = BigInt(to) - BigInt(from);
    return (BigInt(from) + (way * BigInt(Math.round(share * 1000))) / 1000n).toString();
  }
  if (typeof from === 'number' && typeof to === 'number') return from + (to - from) * share;
  return to;
}
