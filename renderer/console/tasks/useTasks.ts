/** The tasks of the page, asked for again and again while somebody looks, and moved on. */
import { useCallback, useMemo, useState } from 'react';
import type { TaskListed, TaskState } from '../../../electron/contract/tasks.ts';
import { useAnswer } from '../../data/index.ts';
import { usePolled } from '../polling.ts';
import { apiQuery, type Asked } from './taskAddress.ts';
import { tasks } from './tasksApi.ts';
import type { UnitNames } from './taskWords.ts';

/** Others change tasks meanwhile, ms. */
const ASK_MS = 10_000;
const UNITS = { ask: 'units' } as const;

export interface TasksOfPage {
  readonly list: readonly TaskListed[] | undefined;
  /** There are more than are listed. */
  readonly more: boolean;
  readonly error: unknown;
  /** What the last move was refused with. */
  readonly refusal: unknown;
  readonly refresh: () => void;
  /** Takes a task one step on; `false` when the engine refused. */
  readonly move: (task: TaskListed, to: TaskState, note?: string) => Promise<boolean>;
}

export function useTasks(asked: Asked): TasksOfPage {
  const query = apiQuery(asked);
  const ask = useCallback(() => tasks.list(query), [query]);
  const { value, error, refresh } = usePolled(ask, ASK_MS);
  const [refusal, setRefusal] = useState<unknown>(null);
  const move = useCallback(
    async ({ number, version }: TaskListed, to: TaskState, note?: string) => {
      setRefusal(null);
      try {
        await tasks.move(number, { basedOn: version, to, ...(note !== undefined && { note }) });
        return true;
      } catch (refused) {
        setRefusal(refused);
        return false;
      } finally {
        refresh();
      }
    },
    [refresh],
  );
  return { list: value?.tasks, more: (value?.next ?? null) !== null, error, refusal, refresh, move };
}

/** Names of the units one may see, by key. */
export function useUnitNames(): UnitNames {
  const units = useAnswer(UNITS)?.units;
  return useMemo(() => new Map(units?.map(({ unit, name }) => [unit, name]) ?? []), [units]);
}
