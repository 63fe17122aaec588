/** Whether a window still paints, told by the frames it reports and not by input, of which a wall gets none. Pure. */

/** A window that painted and then did not for this long (ms) hangs. */
export const SILENCE = 10_000;
/** The same where the processor draws in place of a graphics card: one large map may take it several seconds. */
export const SILENCE_IN_SOFTWARE = 30_000;
/** A page has this long (ms) from knowing its setting to its first frame. */
const FIRST_FRAME = 60_000;
/** A check that comes this late (ms) means that the whole machine stood still, and says nothing about the window. */
const STANDSTILL = 3_000;

export interface PaintWatch {
  /** Since when silence is counted, ms; `null` while the page waits for the engine. */
  since: number | null;
  /** Last frame reported; `null` before the first. */
  frame: number | null;
  /** Instant of the last check, ms. */
  checked: number;
}

/** A page was loaded and knows nothing yet. */
export function freshWatch(now: number): PaintWatch {
  return { since: null, frame: null, checked: now };
}

/** The page was told what to show; from now on it owes frames. */
export function watchFrom(watch: PaintWatch, now: number): PaintWatch {
  return watch.since === null ? { ...watch, since: now } : watch;
}

/** A frame was reported. A number that does not grow is a page repeating itself, and proves nothing. */
export function paintedOn(watch: PaintWatch, frame: number, now: number): PaintWatch {
  return watch.frame !== null && frame <= watch.frame ? watch : { ...watch, frame, since: now };
}

/** To be asked about once a second. @param silence how long a window that has painted may be silent, ms */
export function checkPaint(
  watch: PaintWatch,
  now: number,
  silence: number = SILENCE,
): { watch: PaintWatch; silent: boolean } {
  const stoodStill = now - watch.checked > STANDSTILL || now < watch.checked;
  const since = stoodStill && watch.since !== null ? now : watch.since;
  const limit = watch.frame === null ? FIRST_FRAME : silence;
  return { watch: { ...watch, since, checked: now }, silent: since !== null && now - since > limit };
}
