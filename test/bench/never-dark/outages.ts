/** How soon a source that is not heard any more is said to be missing, in words, on every window. */
import type { Cable } from '../../e2e/support/cable.ts';
import type { WallUnderTest } from './wallUnderTest.ts';

/** From the outage until the last window's header says it, ms. */
export async function outage(wall: WallUnderTest, cable: Cable, how: 'cut' | 'jam'): Promise<number> {
  await wall.untilLive();
  await wall.listen();
  const gone = Date.now();
  cable[how]();
  const all = await wall.untilTold('words of the outage on every window', ({ header }) =>
    header.some(({ kind, words }) => kind === 'late' && words !== ''),
  );
  cable.mend();
  await wall.untilLive();
  return (
    Math.max(...all.map(({ header }) => header.find(({ kind }) => kind === 'late')?.at ?? Number.NaN)) - gone
  );
}
