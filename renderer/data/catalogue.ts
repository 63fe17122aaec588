import { useMemo } from 'react';
import type { Indicator } from '../../electron/contract/indicators.ts';
import { useAnswer } from './hooks.ts';

const CATALOGUE = { ask: 'catalogue' } as const;

/** Indicators by key; empty until the engine has told them. */
export function useCatalogue(): ReadonlyMap<string, Indicator> {
  const indicators = useAnswer(CATALOGUE)?.indicators;
  return useMemo(() => new Map((indicators ?? []).map((i) => [i.key, i])), [indicators]);
}
