/** From where the wall is read, as it was set; what holds where nobody said until that is known. */
import type { Viewing } from '../../../electron/contract/screens.ts';
import { USUAL_VIEWING } from '../../ui/legibility.ts';
import { engine } from '../api.ts';
import { useAsked } from '../useAsked.ts';

export function useViewing(): Viewing {
  return useAsked(engine.screens).value?.viewing ?? USUAL_VIEWING;
}
