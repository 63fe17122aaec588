/**
 * How large type must be to be read from where people sit. Sizes are told as the visual angle of a capital letter's height, as
 * ISO 9241-303 does; it asks for 16′ at a desk and gives 10′ to 12′ as the least that is still read. Everything a screen says is set
 * in rem, and the size of a rem follows from the distance and the monitor: one screen is fewer rem high the further away it is read.
 */

import { SCREEN_DEFAULTS, type Viewing } from '../../electron/contract/screens.ts';

/** The least a screen may use for any word, and the least for a main figure; minutes of arc. */
export const LEAST_ARC_MINUTES = 12;
export const MAIN_ARC_MINUTES = 22;

/** Height of a capital letter of the house's font, in sizes of the type. */
const CAP_HEIGHT = 0.74;

/** The smallest size of type, rem: `--text-note`. */
const LEAST_REM = 1.5;

/** What holds while nobody has said from where the wall is read. */
export const USUAL_VIEWING: Viewing = SCREEN_DEFAULTS.viewing;

/** Height of a screen at which it is a document on a desk, rem: what dashboards and sheets are drawn at. */
const DESK_REMS = 67.5;
/** No screen shows less than this, rem: it would have room for no sentence. Nearer or larger monitors show no more than a desk. */
const FEWEST_REMS = 22;

const MM_PER_INCH = 25.4;

/** Height that a visual angle spans at a distance, mm. */
function spanned(arcMinutes: number, distanceM: number): number {
  const half = (arcMinutes / 60 / 2) * (Math.PI / 180);
  return 2 * distanceM * 1000 * Math.tan(half);
}

/** Visual angle of a capital letter of a size of type, minutes of arc. @param rem size of the type @param rems height of the screen */
export function arcMinutesOf(rem: number, rems: number, { distanceM, diagonalIn }: Viewing): number {
  const heightMm = (rem / rems) * screenHeight(diagonalIn) * CAP_HEIGHT;
  return 2 * Math.atan(heightMm / 2 / (distanceM * 1000)) * (180 / Math.PI) * 60;
}

/** How many rem high a screen is, so that its smallest words are read from there; to a tenth, between 22 and 67.5. */
export function remsHigh({ distanceM, diagonalIn }: Viewing): number {
  const least = spanned(LEAST_ARC_MINUTES, distanceM) / CAP_HEIGHT;
  const rems = (screenHeight(diagonalIn) / least) * LEAST_REM;
  return Math.min(DESK_REMS, Math.max(FEWEST_REMS, Math.floor(rems * 10) / 10));
}

/** Of a 16:9 monitor, mm. */
function screenHeight(diagonalIn: number): number {
  return (diagonalIn * MM_PER_INCH * 9) / Math.hypot(16, 9);
}
