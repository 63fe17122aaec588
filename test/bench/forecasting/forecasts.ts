/** How good forecasts are, how sure they may be, and how long a whole country's take. */
import { openDemoYears } from './demoYears.ts';
import { landings } from './landings.ts';
import { refresh } from './refresh.ts';
import { series } from './series.ts';
import { unusual } from './unusual.ts';

/** @param file monthly series of the M3 competition; that part is left out without it */
export async function forecasts(file: string | undefined): Promise<void> {
  series(file);
  const demo = await openDemoYears();
  try {
    landings(demo);
    unusual(demo);
  } finally {
    demo.close();
  }
  await refresh();
}
