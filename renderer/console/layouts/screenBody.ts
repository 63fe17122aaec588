import { remsHigh, USUAL_VIEWING } from '../../ui/index.ts';

/** Of a screen, as `tokens.css` has them, rem: margins at both sides, header, foot, gaps between cells. */
const MARGIN = 1.25;
const HEADER = 4.25;
const FOOT = 0.75;
const GAP = { across: 1.25, down: 0.875 };

const HIGH = remsHigh(USUAL_VIEWING);

/** The part of a screen that widgets have: below the header, within the margins; rem. */
export const SCREEN_BODY = { width: (HIGH * 16) / 9 - 2 * MARGIN, height: HIGH - HEADER - FOOT };
/** Gaps between cells there, as shares of its width and height. */
export const BODY_GAPS = { column: GAP.across / SCREEN_BODY.width, row: GAP.down / SCREEN_BODY.height };
