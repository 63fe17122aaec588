/** A new task: by hand, from a figure, from an alert. */
import { useCallback, useState } from 'react';
import type { Scalar, Value } from '../../../electron/contract/answers.ts';
import { formatInstant } from '../../../electron/contract/calendar.ts';
import type { NewTask as Asked } from '../../../electron/contract/tasks.ts';
import { useCatalogue, useLive } from '../../data/index.ts';
import { formatClock, formatDay, useLocale, useStrings } from '../../ui/index.ts';
import { useFailureWords } from '../failure.ts';
import { exactText } from '../questions/exactText.ts';
import { useAsked } from '../useAsked.ts';
import { type TaskDraft, TaskForm } from './TaskForm.tsx';
import { tasks } from './tasksApi.ts';
import type { UnitNames } from './taskWords.ts';
import { useUnitNames } from './useTasks.ts';

interface NewTaskProps {
  /** What the address says the task comes from. */
  readonly query: URLSearchParams;
  readonly back: string;
  readonly onMade: (number: number) => void;
}

interface Beginning {
  readonly origin: Asked['origin'];
  readonly title: string;
  readonly text: string;
  readonly unit: string | null;
  /** The figure it comes from, as it was. */
  readonly figure: Value | null;
}

const BY_HAND: Beginning = { origin: { kind: 'hand' }, title: '', text: '', unit: null, figure: null };

export function NewTask({ query, back, onMade }: NewTaskProps) {
  const { t } = useStrings('tasks');
  const words = useFailureWords();
  const names = useUnitNames();
  const assignees = useAsked(tasks.assignees);
  const said = query.toString();
  const [now] = useState(useLive((s) => s.now));
  const begin = useCallback(() => beginningOf(new URLSearchParams(said), now), [said, now]);
  const beginning = useAsked(begin);
  // One key for as long as the form stands: sent twice, it makes one task.
  const [key] = useState(() => crypto.randomUUID());
  const error = assignees.error ?? beginning.error;
  return (
    <aside className="task-beside" aria-labelledby="new-task-title">
      <h3 id="new-task-title">{t('new')}</h3>
      {error !== null && <p role="alert">{words(error)}</p>}
      {beginning.value && assignees.value && (
        <>
          <FromFigure beginning={beginning.value} names={names} />
          <Begun
            beginning={beginning.value}
            assignees={assignees.value}
            act={t('form.give')}
            back={() => (window.location.hash = back.slice(1))}
            onSend={async (filled) => {
              const { origin } = beginning.value ?? BY_HAND;
              onMade((await tasks.make({ ...filled, origin, key })).number);
            }}
          />
        </>
      )}
    </aside>
  );
}

/** @param now by the engine's clock, ms: an answer about today ends later */
async function beginningOf(query: URLSearchParams, now: number): Promise<Beginning> {
  const [alert, indicator, unit, until] = ['alert', 'indicator', 'of', 'at'].map((name) => query.get(name));
  if (alert) {
    const { title, text, unit: of } = await tasks.fromAlert(alert);
    return { origin: { kind: 'alert', alert }, title, text, unit: of, figure: null };
  }
  if (!indicator || !unit || !until) return BY_HAND;
  const at = formatInstant(Math.min(Date.parse(until), now));
  const { year, value } = await tasks.figure(indicator, unit, at);
  const origin = { kind: 'figure', indicator, unit, year, at, value: value?.value ?? null } as const;
  return { ...BY_HAND, origin, unit, figure: value };
}

type BegunProps = Omit<React.ComponentProps<typeof TaskForm>, 'begun'> & { readonly beginning: Beginning };

/** The form, begun with what the task comes from; a figure's name makes a title. */
function Begun({ beginning, assignees, ...form }: BegunProps) {
  const { t } = useStrings('tasks');
  const names = useUnitNames();
  const name = useIndicatorName();
  const { origin, unit } = beginning;
  const known = assignees.units.some((one) => one.unit === unit);
  const alone = assignees.units.length === 1 ? (assignees.units[0]?.unit ?? null) : null;
  const own = assignees.people.length === 1 && alone !== null ? (assignees.people[0]?.person ?? null) : null;
  const begun: TaskDraft = {
    title:
      origin.kind === 'figure'
        ? t('form.figureTitle', {
            indicator: name(origin.indicator),
            unit: names.get(origin.unit) ?? origin.unit,
          })
        : beginning.title,
    text: beginning.text,
    priority: 'normal',
    assignee:
      known && unit !== null ? { unit, person: null } : alone === null ? null : { unit: alone, person: own },
    due: null,
  };
  // Names come over the live connection: the form waits for them rather than be written over.
  if (origin.kind === 'figure' && names.size === 0) return null;
  return <TaskForm begun={begun} assignees={assignees} {...form} />;
}

function FromFigure({ beginning, names }: { readonly beginning: Beginning; readonly names: UnitNames }) {
  const { origin, figure } = beginning;
  if (origin.kind !== 'figure') return null;
  return <FigureWords origin={origin} figure={figure} names={names} />;
}

interface FigureWordsProps {
  readonly origin: {
    readonly indicator: string;
    readonly unit: string;
    readonly at: string;
    readonly value: Scalar;
  };
  readonly figure: Value | null;
  readonly names: UnitNames;
}

/** A figure as it was when a task was made from it. */
export function FigureWords({ origin, figure, names }: FigureWordsProps) {
  const { t } = useStrings('tasks');
  const units = useStrings('units').t;
  const locale = useLocale();
  const catalogue = useCatalogue();
  const name = useIndicatorName();
  const kind = figure ?? catalogue.get(origin.indicator) ?? null;
  const at = Date.parse(origin.at);
  return (
    <p className="note task-figure">
      {t('figure', {
        indicator: name(origin.indicator),
        unit: names.get(origin.unit) ?? origin.unit,
        value: kind ? `${exactText(origin.value, kind, locale)} ${units(kind.unit)}` : String(origin.value),
        when: `${formatClock(at)} ${formatDay(at)}`,
      })}
    </p>
  );
}

function useIndicatorName(): (key: string) => string {
  const catalogue = useCatalogue();
  const locale = useLocale();
  return (key) => catalogue.get(key)?.name[locale] ?? key;
}
