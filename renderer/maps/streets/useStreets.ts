import { useMemo } from 'react';
import type { Query } from '../../../electron/contract/live.ts';
import { useAnswer, useEngine } from '../../data/index.ts';
import type { StreetsPlace } from './place.ts';

export const STREETS = { ask: 'streets' } as const satisfies Query;

/** Streets that somebody chose for maps; `null` for none. The same object while they stay. */
export function useStreets(): StreetsPlace | null {
  const streets = useAnswer(STREETS)?.streets ?? null;
  const engine = useEngine();
  return useMemo(() => (streets && engine ? { streets, engine } : null), [streets, engine]);
}
