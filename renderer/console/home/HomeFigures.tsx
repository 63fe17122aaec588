/** The figures on the first page of a leader, or of somebody in a unit. */
import type { PlacedWidget } from '../../../electron/contract/layouts.ts';
import { useAnswer } from '../../data/index.ts';
import { useStrings } from '../../ui/index.ts';
import { BoardWays } from '../cases/BoardWays.tsx';
import { Board } from '../dashboards/Board.tsx';
import { DataLine } from '../dashboards/DataLine.tsx';

const UNITS = { ask: 'units' } as const;
const RATES = ['case_completion_rate', 'money_recovery_rate'];
const GROUPS = [
  {
    title: { vi: 'Khối lượng', en: 'Volume' },
    indicators: ['cases_to_enforce', 'cases_in_progress', 'cases_postponed'],
  },
  { title: { vi: 'Kết quả', en: 'Results' }, indicators: ['cases_completed', 'money_completed'] },
];

interface HomeFiguresProps {
  readonly work: 'leader' | 'staff';
  readonly place: string | null;
  /** Whether cases may be opened behind a figure. */
  readonly mayOpen: boolean;
}

export function HomeFigures({ work, place, mayOpen }: HomeFiguresProps) {
  const units = useAnswer(UNITS)?.units;
  const { t } = useStrings('home');
  const unit = place ?? units?.find((one) => one.parent === null && one.nature !== 'published')?.unit;
  if (units === undefined) return null;
  if (unit === undefined) return <p className="note">{t('noUnit')}</p>;
  const widgets = work === 'leader' ? leaderWidgets(unit) : staffWidgets(unit);
  return (
    <section aria-label={t('figures')}>
      <Board widgets={widgets} />
      <DataLine />
      <BoardWays widgets={widgets} mayOpen={mayOpen} />
    </section>
  );
}

/** The figures that matter, the units off target, what is new. */
function leaderWidgets(unit: string): PlacedWidget[] {
  const hero = (id: string, x: number, indicator: string) => ({
    ...{ id, type: 'hero', x, y: 0, w: 6, h: 5 },
    config: { unit, indicator, among: RATES },
  });
  return [
    hero('cases', 0, 'case_completion_rate'),
    hero('money', 6, 'money_recovery_rate'),
    {
      ...{ id: 'behind', type: 'targets', x: 0, y: 5, w: 7, h: 7 },
      config: { unit, level: 'region', indicators: RATES, limit: 6 },
    },
    { ...{ id: 'latest', type: 'latest', x: 7, y: 5, w: 5, h: 7 }, config: { unit, limit: 8 } },
  ];
}

/** The figures of the unit, how its year goes, what is new. */
function staffWidgets(unit: string): PlacedWidget[] {
  return [
    { ...{ id: 'figures', type: 'figures', x: 0, y: 0, w: 8, h: 6 }, config: { unit, rows: GROUPS } },
    { ...{ id: 'latest', type: 'latest', x: 8, y: 0, w: 4, h: 12 }, config: { unit, limit: 14 } },
    ...RATES.map((indicator, i) => ({
      ...{ id: `course-${i}`, type: 'trend', x: 4 * i, y: 6, w: 4, h: 6 },
      config: { unit, indicator, step: 'week' },
    })),
  ];
}
