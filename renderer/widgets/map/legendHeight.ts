/** How high the legend becomes at a width, before it is drawn: the map is laid out around it. All in rem. */
import type { MapPicture } from '../../maps/index.ts';

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
const NOTE = 100;
/** What layers add, each a sentence of so many letters. */
const FLOWS = 58;
const DOTS = 110;
const SYMBOLS = 40;
const UNPLACED = 48;
const BELOW = 36;

/** Letters of the sentences that a picture's layers add, each of its own; the same text while the layers are the same. */
export function legendLines({ flows, dots, symbolsColoured, unplaced, offices }: MapPicture): string {
  const lines = [
    ...(flows.length > 0 ? [FLOWS] : []),
    ...(dots ? [DOTS] : []),
    ...(symbolsColoured ? [SYMBOLS, SYMBOLS] : []),
    ...(unplaced > 0 ? [UNPLACED] : []),
    ...(offices.some(({ negative }) => negative) ? [BELOW] : []),
  ];
  return lines.join(' ');
}

function lettersOf(layers: string): number[] {
  return layers === '' ? [] : layers.split(' ').map(Number);
}

export function legendHeight(width: number, layers: string): number {
  const inner = width - PADDING;
  const lines = (letters: number): number => Math.ceil((letters * LETTER) / Math.max(1, inner));
  const colours = Math.ceil(5 / Math.max(1, Math.floor((inner + 1.5) / ITEM)));
  const added = lettersOf(layers);
  const rows =
    lines(HEADLINE) + colours + lines(SIZE) + lines(NOTE) + added.reduce((sum, one) => sum + lines(one), 0);
  return rows * LINE + (4 + added.length) * GAPS + PADDING;
}

/** Lines that layers add to a legend that says only what must be said, at that width. */
export function briefLines(width: number, layers: string): number {
  return lettersOf(layers).reduce((sum, one) => sum + Math.ceil((one * LETTER) / Math.max(1, width)), 0);
}
