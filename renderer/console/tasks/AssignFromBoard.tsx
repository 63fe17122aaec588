/** Figures of a dashboard, each with the way to a task made from it. */
import { z } from 'zod';
import type { PlacedWidget } from '../../../electron/contract/layouts.ts';
import { useCatalogue, useLive } from '../../data/index.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { fromFigureAddress } from './taskAddress.ts';
import { useUnitNames } from './useTasks.ts';

const some = z.object({
  unit: z.string(),
  indicator: z.string().optional(),
  indicators: z.array(z.string()).optional(),
  rows: z.array(z.object({ indicators: z.array(z.string()) })).optional(),
});

/** What widgets show of one unit: its key and the indicators, each pair once, in the order of the widgets. */
export function figuresOn(widgets: readonly PlacedWidget[]): { unit: string; indicator: string }[] {
  const pairs = widgets.flatMap(({ config }) => {
    const { data } = some.safeParse(config);
    if (!data) return [];
    const { unit, indicator, indicators = [], rows = [] } = data;
    const keys = [
      ...(indicator === undefined ? [] : [indicator]),
      ...indicators,
      ...rows.flatMap((row) => row.indicators),
    ];
    return keys.map((key) => ({ unit, indicator: key }));
  });
  return [...new Map(pairs.map((pair) => [JSON.stringify(pair), pair])).values()];
}

export function AssignFromBoard({ widgets }: { readonly widgets: readonly PlacedWidget[] }) {
  const { t } = useStrings('tasks');
  const locale = useLocale();
  const names = useUnitNames();
  const catalogue = useCatalogue();
  const at = useLive((s) => s.clock?.at);
  const figures = figuresOn(widgets).filter(({ unit }) => names.has(unit));
  if (figures.length === 0 || at === undefined) return null;
  return (
    <details className="assign-from">
      <summary>{t('assignFrom.title')}</summary>
      <ul>
        {figures.map(({ unit, indicator }) => (
          <li key={`${unit} ${indicator}`}>
            <a href={fromFigureAddress({ unit, indicator, at })}>
              {t('assignFrom.figure', {
                indicator: catalogue.get(indicator)?.name[locale] ?? indicator,
                unit: names.get(unit),
              })}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
