/** The part of a screen of 120 × 67.5 rem that widgets have: below the header, within the margins; rem. */
export const SCREEN_BODY = { width: 114, height: 58.25 };
/** Gaps between cells there, as shares of its width and height. */
export const BODY_GAPS = { column: 2 / SCREEN_BODY.width, row: 1.5 / SCREEN_BODY.height };
