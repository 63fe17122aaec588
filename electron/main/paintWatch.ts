/** Whether a window still paints, told by the frames it reports and not by input, of which a wall gets none. Pure. */

/** A window that painted and then did not for this long (ms) hangs: the shortest silence that counts, … */
export const SHORTEST_SILENCE = 6_000;
/** … and the longest. Where the processor draws in place of a graphics card, one large map may take it several seconds. */
export const LONGEST_SILENCE = 30_000;
/** A silence counts when it is so many times as long as any that this window came back from lately. */
const TIMES = 4;
/** How long a silence that a window came back from is remembered, ms: at least so long, at most twice. */
const MEMORY = 600_000;
/** A window watched for less (ms) is not known yet: it may be one that takes long. */
const KNOWN = 60_000;
/** A page has this long (ms) from being loaded to its first frame. */
const FIRST_FRAME = 60_000;
/** A check that comes this late (ms) means that the whole machine stood still, and says nothing about the window. */
const STANDSTILL = 3_000;

export interface PaintWatch {
  /** Since when silence is counted, ms; `null` for a page that owes no frames. */
  since: number | null;
  /** Last frame reported; `null` before the first. */
  frame: number | null;
  /** Instant of the last check, ms. */
  checked: number;
  /** Longest silences (ms) that ended in this span of memory and in the one before. */
  gaps: Gaps;
}

/** What a window is known to take; goes over to its next page. */
export interface Gaps {
  begun: number;
  now: number;
  /** `null` until a whole span of memory has gone by. */
  before: number | null;
}

/** A page was loaded. @param gaps what was known of the page before it */
export function freshWatch(now: number, owesFrames: boolean, gaps?: Gaps): PaintWatch {
  return {
    since: owesFrames ? now : null,
    frame: null,
    checked: now,
    gaps: gaps ?? { begun: now, now: 0, before: null },
  };
}

/** A frame was reported. A number that does not grow is a page repeating itself, and proves nothing. */
export function paintedOn(watch: PaintWatch, frame: number, now: number): PaintWatch {
  if (watch.frame !== null && frame <= watch.frame) return watch;
  const gap = watch.frame === null || watch.since === null ? 0 : now - watch.since;
  return { ...watch, frame, since: now, gaps: remember(watch.gaps, gap, now) };
}

function remember(gaps: Gaps, gap: number, now: number): Gaps {
  if (now - gaps.begun < MEMORY) return { ...gaps, now: Math.max(gaps.now, gap) };
  return { begun: now, now: gap, before: gaps.now };
}

/** How long (ms) this window may be silent: as its own silences of the last minutes have shown. */
export function silenceOf(gaps: Gaps, now: number): number {
  if (gaps.before === null && now - gaps.begun < KNOWN) return LONGEST_SILENCE;
  const longest = Math.max(gaps.before ?? 0, gaps.now);
  return Math.min(LONGEST_SILENCE, Math.max(SHORTEST_SILENCE, TIMES * longest));
}

/** To be asked about once a second. */
export function checkPaint(watch: PaintWatch, now: number): { watch: PaintWatch; silent: boolean } {
  const stoodStill = now - watch.checked > STANDSTILL || now < watch.checked;
  const since = stoodStill && watch.since !== null ? now : watch.since;
  const limit = watch.frame === null ? FIRST_FRAME : silenceOf(watch.gaps, now);
  return { watch: { ...watch, since, checked: now }, silent: since !== null && now - since > limit };
}
