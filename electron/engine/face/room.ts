/** What hangs on the wall, now and at any time before: scenes, their schedule, what lies over them, the clock they show. */
import type { Instant } from '../../contract/calendar.ts';
import { createBlanks } from '../blanks/index.ts';
import { createDataClock } from '../clock/index.ts';
import { createBoardExports, createSending } from '../dashboards/index.ts';
import { createInterrupts } from '../interrupts/index.ts';
import { createLayouts } from '../layouts/index.ts';
import { createPastPictures, createSourceHistory } from '../past/index.ts';
import { createSchedule, readHolidays } from '../schedules/index.ts';
import { createWall } from '../wall/index.ts';
import type { FaceParts } from './parts.ts';

/** A reading of the data clock that is further behind is of the past, ms. */
const BEHIND_MS = 5_000;

export type Room = ReturnType<typeof createRoom>;

/** @throws DocumentError when the layouts are wrong and there are no good ones to fall back on */
export function createRoom(parts: FaceParts) {
  const { db, measures, now, log } = parts;
  const sources = () => parts.sources.list();
  const layouts = createLayouts({ ...parts, warn: (sentence) => log.error(sentence) });
  const holidays = readHolidays(parts.assets, parts.dataDir);
  if (holidays.fault !== null) log.error(holidays.fault);
  const schedule = createSchedule({
    ...{ db, layouts, holidays, measures, sources, now },
    failed: (err) => log.error({ err }, 'the schedule could not be followed'),
  });
  const sending = createSending(db, now);
  const clock = createDataClock({
    ...{ db, now, sources },
    failed: (err) => log.error({ err }, 'where the clock stands could not be kept'),
  });
  const history = createSourceHistory({
    ...{ db, now, sources },
    failed: (err) => log.error({ err }, 'how the sources stand could not be written down'),
  });
  return {
    ...{ layouts, holidays, schedule, sending, clock, history },
    isHoliday: (day: string) => holidays.nameOf.has(day),
    interrupts: createInterrupts(db, now),
    blanks: createBlanks(db, now),
    wall: createWall(now),
    past: createPastPictures(now),
    boards: createBoardExports(now),
    /** The instant that the wall shows. */
    shownAt: () => clock.read().at,
    sceneAt: (at: Instant) => sending.overAt(layouts.sceneAt(at), at),
    sourcesAt: (at: Instant) => history.at(at) ?? sources(),
    /** An instant of playback; what stands now is told as it stands. */
    pastOnly: (at: Instant) => (at < now() - BEHIND_MS ? at : undefined),
  };
}
