/** Parts of tasks in words. */
import type { AssigneesAnswer, Due, TaskListed } from '../../../electron/contract/tasks.ts';
import { formatClock, formatDay, useStrings } from '../../ui/index.ts';

/** A deadline as people write it: a day, or a time of a day. */
export function dueText(due: Due): string {
  if ('day' in due) return due.day.split('-').reverse().join('/');
  const at = Date.parse(due.at);
  return `${formatClock(at)} ${formatDay(at)}`;
}

export type UnitNames = ReadonlyMap<string, string>;

/** Who a task is given to: the person, and where. */
export function useAssigneeText(): (assignee: TaskListed['assignee'], names: UnitNames) => string {
  const { t } = useStrings('tasks');
  return ({ unit, person }, names) => {
    const name = names.get(unit) ?? unit;
    return person === null ? name : t('assignee.person', { person, unit: name });
  };
}

export interface AssigneeChoice {
  /** `unit` or `unit⁞person`: what a list gives back. */
  readonly value: string;
  readonly label: string;
}

const BETWEEN = '\u205e';

export function choiceOf({ unit, person }: TaskListed['assignee']): string {
  return person === null ? unit : `${unit}${BETWEEN}${person}`;
}

export function assigneeOf(choice: string): TaskListed['assignee'] {
  const [unit = '', person] = choice.split(BETWEEN);
  return { unit, person: person ?? null };
}

/** Units from the top, each followed by its people and what is below it. */
export function choicesOf({ units, people }: AssigneesAnswer): AssigneeChoice[] {
  const known = new Set(units.map(({ unit }) => unit));
  const below = Map.groupBy(units, ({ parent }) => (parent !== null && known.has(parent) ? parent : null));
  const walk = (parent: string | null, depth: number): AssigneeChoice[] =>
    (below.get(parent) ?? []).flatMap(({ unit, name }) => {
      const indent = '\u2003'.repeat(depth);
      return [
        { value: unit, label: `${indent}${name}` },
        ...people
          .filter((one) => one.unit === unit)
          .map(({ person }) => ({
            value: choiceOf({ unit, person }),
            label: `${indent}\u2003\u2014 ${person}`,
          })),
        ...walk(unit, depth + 1),
      ];
    });
  return walk(null, 0);
}
