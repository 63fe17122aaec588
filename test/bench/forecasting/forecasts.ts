/** How good forecasts are, how sure they may be, and how long a whole country's take. */
import { landings } from './landings.ts';
import { refresh } from './refresh.ts';
import { series } from './series.ts';

/** @param file monthly series of the M3 competition; that part is left out without it */
export async function forecasts(file: string | undefined): Promise<void> {
  series(file);
  await landings();
  await refresh();
}
