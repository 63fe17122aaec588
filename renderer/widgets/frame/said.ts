/** Natures of figures that are said once, over everything, and need no label at each widget. */
import { createContext } from 'react';
import type { Nature } from '../../../electron/contract/answers.ts';
import { useLive } from '../../data/index.ts';

/** What a wall is for. */
const OPERATIONAL: readonly Nature[] = ['operational'];
/** And what is said of all of it at once. */
const SAMPLE: readonly Nature[] = ['operational', 'sample'];

export const SaidNatures = createContext<readonly Nature[]>(OPERATIONAL);

/** Whether nothing is real: then one word over the whole says so; where some is, each widget says what it is. */
export function useAllSample(): boolean {
  return useLive((s) => !s.sources.some((one) => one.nature === 'operational'));
}

/** What widgets need not say where a word over the whole says whether all of it is a sample. */
export function useSaidNatures(): readonly Nature[] {
  return useAllSample() ? SAMPLE : OPERATIONAL;
}
