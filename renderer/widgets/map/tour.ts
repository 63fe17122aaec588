/** Which region the map shows by itself, by the engine's clock: every window, and every look at a past minute, shows the same. */
import type { OfficePicture } from '../../maps/index.ts';
import type { MapConfig } from './config.ts';

/**
 * The region of a turn; `null` for the whole map, which begins every round.
 * @param turn turns since the epoch
 */
export function stopOf(
  offices: readonly OfficePicture[],
  tour: MapConfig['tour'],
  turn: number,
): string | null {
  if (tour === 'none') return null;
  const stops = offices.filter(({ status }) => tour === 'all' || status === 'behind' || status === 'missed');
  return stops[(turn % (stops.length + 1)) - 1]?.unit ?? null;
}
