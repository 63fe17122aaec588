/**
 * Proof by picture that a window paints: its page changes the colour of one corner with every frame it reports, and
 * that corner of what is really on the monitor is looked at from time to time. Frames that are reported while the
 * corner keeps its colour never reach the screen. Pure.
 */

/** Looks in a row without a change after which a window is taken for frozen. */
const LOOKS = 4;

export interface Proof {
  /** Frame reported last at the time of the last look that counted; `null` before the first. */
  frame: number | null;
  /** Colour of the corner then; `null` when no picture could be had. */
  colour: string | null;
  /** Looks in a row that proved nothing. */
  unproved: number;
}

export const NO_PROOF: Proof = { frame: null, colour: null, unproved: 0 };

/**
 * One look. @param frame the frame reported last @param colour the corner's, or `null` when no picture could be had
 */
export function look(proof: Proof, frame: number | null, colour: string | null): Proof {
  // Without a new frame the corner need not have changed: that is for the watch of the frames.
  if (frame === null || frame === proof.frame) return proof;
  if (proof.frame === null || (colour !== null && colour !== proof.colour))
    return { frame, colour, unproved: 0 };
  return { frame, colour, unproved: proof.unproved + 1 };
}

export function isFrozen({ unproved }: Proof): boolean {
  return unproved >= LOOKS;
}
