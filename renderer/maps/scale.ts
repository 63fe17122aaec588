/** From figures to paints: which of the map's colours a unit is drawn in. */
import type { Scalar } from '../../electron/contract/answers.ts';
import { STATUSES, type Status } from '../../electron/contract/indicators.ts';

/** Colours of the ramp, low to high: `--seq-1` … `--seq-6`. The brightest step of the tokens is too loud for a region. */
export const RAMP = 6;
export type RampStep = 1 | 2 | 3 | 4 | 5 | 6;
export type Paint = Status | `seq-${RampStep}` | 'none';

export const PAINTS: readonly Paint[] = [
  ...STATUSES,
  'seq-1',
  'seq-2',
  'seq-3',
  'seq-4',
  'seq-5',
  'seq-6',
  'none',
];

/** Steps of the ramp: `bounds[i]` is where step i + 1 begins. */
export interface Steps {
  readonly bounds: readonly number[];
  readonly paints: readonly Paint[];
}

const MOST_STEPS = 5;

/**
 * Between two and five steps of round width that span the values; one step when all are equal, none without values.
 * From across a room nobody tells more than five shades apart.
 */
export function stepsFor(values: readonly number[]): Steps {
  if (values.length === 0) return { bounds: [], paints: [] };
  const [low, high] = [Math.min(...values), Math.max(...values)];
  // Differences that no reader would see are none.
  if (high - low <= 1e-6 * Math.max(Math.abs(low), Math.abs(high), 1e-3))
    return { bounds: [low], paints: ['seq-3'] };
  let width = roundUp((high - low) / MOST_STEPS);
  const count = (): number => Math.max(2, Math.ceil(high / width) - Math.floor(low / width));
  while (count() > MOST_STEPS) width = roundUp(width * 1.01);
  const first = Math.floor(low / width);
  const bounds = Array.from({ length: count() }, (_, i) => tidy((first + i) * width));
  const paints = bounds.map((_, i): Paint => {
    const step = 1 + Math.round((i / (bounds.length - 1)) * (RAMP - 1));
    return `seq-${step as RampStep}`;
  });
  return { bounds, paints };
}

export function paintByValue(value: Scalar, steps: Steps): Paint {
  if (value === null || steps.bounds.length === 0) return 'none';
  const index = steps.bounds.findLastIndex((bound) => Number(value) >= bound);
  return steps.paints[Math.max(0, index)] ?? 'none';
}

export function paintByStatus(status: Status | null): Paint {
  return status ?? 'none';
}

/** The next of 1, 2, 2.5, 5 × 10ⁿ. */
function roundUp(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  return ([1, 2, 2.5, 5, 10].find((n) => n * power >= width * (1 - 1e-9)) ?? 10) * power;
}

/** Removes what binary multiplication adds behind the tenth digit. */
function tidy(value: number): number {
  return Number(value.toPrecision(10));
}
