/** What every picture of the gallery is held to: large enough, with enough contrast, whole, and nothing over anything else. */
import { arcMinutesOf, LEAST_ARC_MINUTES, remsHigh, USUAL_VIEWING } from '../../renderer/ui/legibility.ts';
import type { Written } from './inPage.ts';
import { type Shape, SHAPES } from './pictures.ts';

/** What WCAG 2.2 AA asks of ordinary text. */
const CONTRAST = 4.5;
/** Letters that touch by less are apart. */
const TOUCH = 0.1;
/** Pixels of the monitor that may be cut off: of what the letters leave empty around them. */
const CUT = 2;

/** Pixels of one rem on a screen: as many rem across an upright monitor as down one that lies; a wider one is as high. */
export function remOf(shape: Shape): number {
  const { width, height } = SHAPES[shape];
  return Math.min(width, height) / remsHigh(USUAL_VIEWING);
}

/** Size of a capital letter from where people sit, minutes of arc. @param size of the type, px */
export function arcMinutes(size: number, shape: Shape): number {
  return arcMinutesOf(size / remOf(shape), remsHigh(USUAL_VIEWING), USUAL_VIEWING);
}

/** What is wrong with a picture, in words; nothing when all is well. */
export function faultsOf(written: readonly Written[], shape: Shape): string[] {
  const told = ({ text, where }: Written) => `“${text}” (${where})`;
  const small = written
    .filter(({ size }) => arcMinutes(size, shape) < LEAST_ARC_MINUTES - 0.05)
    .map((one) => `${told(one)} is ${arcMinutes(one.size, shape).toFixed(1)}′ high`);
  const pale = written
    .filter(({ contrast }) => contrast < CONTRAST)
    .map((one) => `${told(one)} has a contrast of ${one.contrast.toFixed(2)}`);
  const cut = written
    .filter((one) => one.cut > (CUT * remOf(shape)) / remOf('1080p'))
    .map((one) => `${told(one)} is cut off by ${one.cut.toFixed(0)} px`);
  const over = written.flatMap((one, i) =>
    written
      .slice(i + 1)
      .filter((other) => overlap(one, other) > TOUCH)
      .map((other) => `${told(one)} lies over ${told(other)}`),
  );
  return [...small, ...pale, ...cut, ...over];
}

/** Share of the smaller of two pieces of writing that the other covers. */
function overlap(one: Written, other: Written): number {
  const [ax, ay, aw, ah] = inked(one);
  const [bx, by, bw, bh] = inked(other);
  const width = Math.min(ax + aw, bx + bw) - Math.max(ax, bx);
  const height = Math.min(ay + ah, by + bh) - Math.max(ay, by);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / Math.min(aw * ah, bw * bh);
}

/** A line of type is higher than its letters: where capitals and digits stand in it. */
function inked({ box: [x, y, width, height] }: Written): Written['box'] {
  return [x, y + height * 0.2, width, height * 0.6];
}
