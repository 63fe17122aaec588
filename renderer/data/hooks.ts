/** What widgets use: answers, natures, freshness. Each hook draws its component again only when its own value changed. */
import { createContext, useContext, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Nature } from '../../electron/contract/answers.ts';
import type { AnswerTo, Query } from '../../electron/contract/live.ts';
import { freshnessOf, type Freshness } from './freshness.ts';
import type { Live } from './live.ts';
import { queryKey, queryOf, unitsOf } from './question.ts';
import type { LiveState, Refusal } from './state.ts';

/** Where figures come from without an engine, as in a preview, there is no address. */
export type LiveReading = Pick<Live, 'store' | 'ask'> & Partial<Pick<Live, 'address'>>;

export const LiveContext = createContext<LiveReading | null>(null);

function useReading(): LiveReading {
  const live = useContext(LiveContext);
  if (!live) throw new Error('A widget stands outside LiveContext: wrap it in <LiveContext value={live}>.');
  return live;
}

/** A value made from the store; must be a primitive or keep its identity while nothing changed. */
export function useLive<T>(select: (state: LiveState) => T): T {
  return useStore(useReading().store, select);
}

/** Where the engine is; `undefined` where there is none. The same function while the connection is. */
export function useEngine(): Live['address'] | undefined {
  return useReading().address;
}

/** The answer to a question, kept current; `undefined` until the first one. Asks as long as it is mounted. */
export function useAnswer<Q extends Query>(query: Q): AnswerTo<Q> | undefined {
  const live = useReading();
  const key = queryKey(query);
  // The key stands for the query: a query written anew at every render must not ask anew.
  useEffect(() => live.ask(queryOf(key)), [live, key]);
  return useLive((s) => s.answers[key]) as AnswerTo<Q> | undefined;
}

/** Why the engine refuses one of the questions; `undefined` when it refuses none. */
export function useRefusal(queries: readonly Query[]): Refusal | undefined {
  return useLive((s) => queries.map((q) => s.refusals[queryKey(q)]).find((r) => r !== undefined));
}

const UNITS = { ask: 'units' } as const satisfies Query;

/** Natures of the figures that answer these questions, from the units they ask about. */
export function useNatures(queries: readonly Query[]): readonly Nature[] {
  const units = useAnswer(UNITS)?.units;
  const asked = queries.flatMap(unitsOf);
  const key = [...new Set(asked)].join('\n');
  return useMemo(() => {
    const wanted = new Set(key.split('\n'));
    return [...new Set((units ?? []).filter((u) => wanted.has(u.unit)).map((u) => u.nature))];
  }, [units, key]);
}

/** Freshness of figures of these natures (`null`: of everything). */
export function useFreshness(natures: readonly Nature[] | null): Freshness {
  return useLive(useShallow((s: LiveState) => freshnessOf(s, natures)));
}
