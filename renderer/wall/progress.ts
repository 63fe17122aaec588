/** Before the first figures: what the wall is waiting for, and how far that is. */
import { useState } from 'react';
import type { SourceHealth } from '../../electron/contract/answers.ts';
import { useAnswer, useLive } from '../data/index.ts';

/** While a source still has more than this share of its events to send, its figures mean nothing yet. */
const MISSING_MAX = 0.02;

/** Share (0–1) of the events of all sources that have arrived; `null` when no source says how many there are. */
export function arrived(sources: readonly SourceHealth[]): number | null {
  let stored = 0;
  let all = 0;
  for (const { lastSeq, behind } of sources) {
    if (behind === null) continue;
    stored += lastSeq;
    all += lastSeq + behind;
  }
  return all === 0 ? null : stored / all;
}

const UNITS = { ask: 'units' } as const;

/** Whether there are figures to show. Once there were, there are: a later backlog is told by ages, not by this. */
export function useBegun(): boolean {
  const units = useAnswer(UNITS)?.units.length ?? 0;
  const complete = useLive((s) => s.heardAt !== null && (arrived(s.sources) ?? 1) >= 1 - MISSING_MAX);
  const ready = units > 0 && complete;
  const [begun, setBegun] = useState(ready);
  if (ready && !begun) setBegun(true);
  return begun || ready;
}
