/** Indicators under each other, dealt to as many pages as their place needs. */
import type { RefCallback } from 'react';
import type { Indicator } from '../../../electron/contract/indicators.ts';
import { useSize } from '../../charts/index.ts';
import { useCatalogue } from '../../data/index.ts';
import { useLocale } from '../../ui/index.ts';
import { linesOf } from './lines.ts';
import { dealt } from './turns.ts';
import { useShownPage } from './useShownPage.ts';

/** What an indicator takes, rem. */
interface RowSize {
  /** Height with its name in one line, and what each further line of the name adds. */
  readonly height: number;
  readonly line: number;
  /** Width of what stands beside the name. */
  readonly beside: number;
}

interface IndicatorPages {
  /** Of the place that they stand in. */
  readonly box: RefCallback<HTMLDivElement>;
  readonly catalogue: ReadonlyMap<string, Indicator>;
  /** Keys whose turn it is. */
  readonly keys: readonly string[];
  readonly count: number;
  readonly shown: number;
}

export function useIndicatorPages(indicators: readonly string[], row: RowSize): IndicatorPages {
  const catalogue = useCatalogue();
  const locale = useLocale();
  const [box, size] = useSize<HTMLDivElement>();
  const names = indicators.map((key) => catalogue.get(key)?.short[locale] ?? '');
  const lines = size ? linesOf(names, size.width / size.rem - row.beside) : 1;
  const height = row.height + (lines - 1) * row.line;
  const pages = dealt(indicators, size ? size.height / (height * size.rem) : indicators.length);
  const shown = useShownPage(pages.length);
  return { box, catalogue, keys: pages[shown] ?? [], count: pages.length, shown };
}
