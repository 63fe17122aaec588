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
const NOTE = 100;
/** What layers add, each a sentence of so many letters. */
const SIZE = 56;
const BELOW = 36;
const FLOWS = 58;
const FLOWS_WITHOUT = 36;
const DOTS = 110;
const SYMBOLS = 40;
const UNPLACED = 48;

/** What a picture's layers add to its legend. */
export interface LegendLayers {
  /** Letters of each sentence. */
  readonly sentences: readonly number[];
  /** Layers that are seen on the map alone, not on the cartogram. */
  readonly onMap: boolean;
  /** Width of the row of steps with their bounds, and of what is missing; 0 where colours have words of fixed width. */
  readonly rowRem: number;
}

export function legendLayers(picture: MapPicture): LegendLayers {
  const { flowsMean, dots, symbol, symbolsColoured, unplaced, offices, largest } = picture;
  const odd = offices.some(({ negative, share }) => negative || share === null);
  return {
    sentences: [
      ...(largest ? [odd ? SIZE + BELOW : SIZE] : []),
      ...(flowsMean ? [flowsMean.without > 0 ? FLOWS + FLOWS_WITHOUT : FLOWS] : []),
      ...(dots ? [DOTS] : []),
      ...(symbolsColoured ? [SYMBOLS, SYMBOLS] : []),
      ...(unplaced > 0 ? [UNPLACED] : []),
    ],
    onMap:
      flowsMean !== null ||
      dots !== null ||
      symbolsColoured !== null ||
      (largest !== null && symbol === 'bar'),
    rowRem: rowOf(picture),
  };
}

/** A swatch with the gaps around it, and the words for what is missing, rem. */
const STEP = 3.2;
const MISSING = 16;

function rowOf({ coloured, offices, unplaced }: MapPicture): number {
  if (coloured.by !== 'value') return 0;
  const steps = coloured.labels.reduce((sum, label) => sum + STEP + label.length * LETTER, 0);
  const missing = offices.some(({ paint }) => paint === 'none') ? MISSING : 0;
  return MISSING / 2 + steps + missing + (unplaced > 0 ? MISSING : 0);
}

export function legendHeight(width: number, { sentences }: LegendLayers): number {
  const inner = width - PADDING;
  const lines = (letters: number): number => Math.ceil((letters * LETTER) / Math.max(1, inner));
  const colours = Math.ceil(5 / Math.max(1, Math.floor((inner + 1.5) / ITEM)));
  const added = sentences.reduce((sum, one) => sum + lines(one), 0);
  const rows = lines(HEADLINE) + colours + lines(NOTE) + added;
  return rows * LINE + (3 + sentences.length) * GAPS + PADDING;
}

/** Lines that layers add to a legend that says only what must be said, at that width; what has no place is said beside the colours. */
export function briefLines(width: number, { sentences }: LegendLayers): number {
  return sentences
    .filter((letters) => letters !== UNPLACED)
    .reduce((sum, one) => sum + Math.ceil((one * LETTER) / Math.max(1, width)), 0);
}
