/** How high the legend becomes at a width, before it is drawn: the map is laid out around it. All in rem. */

/** Mean width of a letter and height of a line at the legend's type size. */
const LETTER = 0.74;
const LINE = 1.8;
const GAPS = 0.5;
const PADDING = 1.5;
/** Width of one colour with its word. */
const ITEM = 13;
/** Letters of the longest usual texts, with some to spare. */
const HEADLINE = 46;
const SIZE = 56;
const FLOWS = 58;
const NOTE = 100;

export function legendHeight(width: number, flows: boolean): number {
  const inner = width - PADDING;
  const lines = (letters: number): number => Math.ceil((letters * LETTER) / Math.max(1, inner));
  const colours = Math.ceil(5 / Math.max(1, Math.floor((inner + 1.5) / ITEM)));
  const rows = lines(HEADLINE) + colours + lines(SIZE) + lines(NOTE) + (flows ? lines(FLOWS) : 0);
  return rows * LINE + (flows ? 5 : 4) * GAPS + PADDING;
}
