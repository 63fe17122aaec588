/** Playback: the wall shown at recorded instants. What is asked for, what is answered, what is set. */
import { z } from 'zod';
import { instantText } from './answers.ts';

/** `last_day`: the last 24 hours; `last_week`: the last 7 × 24; `this_morning`: since 07:00, before seven that of yesterday. */
export const NAMED_INTERVALS = ['last_day', 'last_week', 'this_morning'] as const;
export const namedInterval = z.enum(NAMED_INTERVALS);
export type NamedInterval = z.infer<typeof namedInterval>;

export const SPEED_MAX = 3600;
/** Recorded seconds shown in one second: 1 is real time. */
const speed = z.int().min(1).max(SPEED_MAX);

/** What is being played, and why. */
export const playback = z.object({
  from: instantText,
  to: instantText,
  paused: z.boolean(),
  /** Begins again at its end; otherwise the wall goes back to live there. */
  loop: z.boolean(),
  /** `silence`: begun by the wall itself because no source was heard; ended by the first that is heard again. */
  cause: z.enum(['person', 'silence']),
  /** Username; `engine` where the wall began by itself. */
  by: z.string(),
  /** When it was begun. */
  since: instantText,
  /** For `silence`: when the last source was heard; `null` when none was since the engine started. */
  silentSince: instantText.nullable(),
});
export type Playback = z.infer<typeof playback>;

export const clockChange = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('live') }),
  /**
   * Begins playback, or changes the one that runs: what is left out stays as it is. The interval is a named one or
   * `from` and `to`; with `at` alone it is the day of that instant.
   */
  z.strictObject({
    mode: z.literal('playback'),
    interval: namedInterval.optional(),
    from: instantText.optional(),
    to: instantText.optional(),
    /** Go to this instant. */
    at: instantText.optional(),
    speed: speed.optional(),
    paused: z.boolean().optional(),
    loop: z.boolean().optional(),
  }),
]);
export type ClockChange = z.infer<typeof clockChange>;

export const playbackSettings = z.strictObject({
  /** Whether the wall begins playback by itself when all sources are silent. */
  automatic: z.boolean(),
  /** After so long a silence of all sources, s. */
  silenceS: z
    .int()
    .min(5)
    .max(7 * 86_400),
  /** The last so many hours are played then. */
  hours: z
    .int()
    .min(1)
    .max(31 * 24),
  speed,
  /** Playback that a person began ends when nobody has touched it for so long, s. */
  idleS: z
    .int()
    .min(60)
    .max(7 * 86_400),
});
export type PlaybackSettings = z.infer<typeof playbackSettings>;

const bookmarkName = z.string().trim().min(1).max(100);
export const bookmarkRequest = z.strictObject({
  name: bookmarkName,
  /** Left out, the instant the wall shows. */
  at: instantText.optional(),
});
export const bookmarkChange = z.strictObject({ name: bookmarkName.optional(), at: instantText.optional() });
export const bookmark = z.object({ id: z.int(), name: z.string(), at: instantText, by: z.string() });
export type Bookmark = z.infer<typeof bookmark>;
