/** Care of the screens: kept in `screens.json` of the data folder, so that it holds while the engine is away. */
import { z } from 'zod';
import { DAY_MS, type Instant, startOfDay } from './calendar.ts';

/** File in the data folder; it may also be written by hand. */
export const SCREENS_FILE = 'screens.json';

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of day such as 03:30' });

/** A slow walk of the whole picture, so that nothing bright stands on the same pixels for months. */
const orbit = z.strictObject({
  /** Farthest from the middle, in pixels of the monitor; 0 stands still. */
  pixels: z.int().min(0).max(8).default(4),
  /** One step of one pixel this often, s. */
  stepS: z.int().min(1).max(3600).default(60),
});

/**
 * Least brightness, percent: there the ink still has a contrast of three to one against the ground, which large letters
 * need (WCAG 2.2, 1.4.3). Checked in `renderer/wall/care/dimming.test.ts`.
 */
export const DIMMEST = 40;

const dimming = z.strictObject({
  on: z.boolean().default(true),
  /** From this time of day in Ho Chi Minh City … */
  from: timeOfDay.default('22:00'),
  /** … until this one, which may be of the next day. */
  to: timeOfDay.default('05:30'),
  /** Brightness meanwhile, percent. */
  percent: z.int().min(DIMMEST).max(100).default(60),
});

/** From where the wall is read: how large its writing must be follows from it (`renderer/ui/legibility.ts`). */
const viewing = z.strictObject({
  /** From the eyes to the monitors, metres. */
  distanceM: z.number().min(0.5).max(40).default(8),
  /** Of a 16:9 monitor, inches. */
  diagonalIn: z.number().min(10).max(200).default(55),
});
export type Viewing = z.infer<typeof viewing>;

/** What a window does for its monitor, and for those who look at it. */
export const screenCare = z.object({
  orbit: orbit.prefault({}),
  dimming: dimming.prefault({}),
  viewing: viewing.prefault({}),
});
export type ScreenCare = z.infer<typeof screenCare>;

export const screenSettings = z.strictObject({
  ...screenCare.shape,
  /** Every window is replaced by a fresh one once a night. */
  renewal: z.strictObject({ on: z.boolean().default(true), at: timeOfDay.default('03:30') }).prefault({}),
  /** Whom to call, in the words that a fault screen shows. */
  contact: z.string().trim().max(200).default(''),
});
export type ScreenSettings = z.infer<typeof screenSettings>;

/** What holds while nobody has set anything. */
export const SCREEN_DEFAULTS: ScreenSettings = screenSettings.parse({});

/** Milliseconds since midnight of a time of day such as `03:30`. */
export function msOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}

/** Whether an instant lies in the daily span from `from` until before `to` in Ho Chi Minh City; equal times are no span. */
export function isWithin(at: Instant, from: string, to: string): boolean {
  const now = at - startOfDay(at);
  const [begin, end] = [msOfDay(from), msOfDay(to)];
  return begin <= end ? begin <= now && now < end : now >= begin || now < end;
}

/** The next instant after `at` at which it is `time` in Ho Chi Minh City. */
export function nextAt(at: Instant, time: string): Instant {
  const today = startOfDay(at) + msOfDay(time);
  return today > at ? today : today + DAY_MS;
}
