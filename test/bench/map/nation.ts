/** A country of 355 offices and a million cases, made up: a grid of regions whose corners are many, as surveyed ones are. */
import type { RankingAnswer } from '../../../electron/contract/answers.ts';
import type { Indicator } from '../../../electron/contract/indicators.ts';
import { type MapPack, mapPack, type Position } from '../../../electron/contract/map.ts';

export const OFFICES = 355;
export const CASES = 1_000_000;
const COLUMNS = 19;
const STEP = 0.07;
/** Corners of each side of a region. */
const SIDE = 12;

export const INDICATOR: Indicator = {
  ...{ key: 'cases_to_enforce', order: 1, unit: 'case', decimals: 0, better: 'none', source: 'bench' },
  name: { vi: 'Việc phải thi hành', en: 'Cases to be enforced' },
  short: { vi: 'Việc phải thi hành', en: 'To enforce' },
  formula: { is: 'quantity', quantity: { of: 'cases', letter: 'F' } },
};

export function nation(): MapPack {
  const words = { vi: 'phép đo', en: 'benchmark' };
  return mapPack.parse({
    ...{ schema: 1, id: 'bench', root: 'VN', name: words, schematic: true, note: words, noteBrief: words },
    ...{ sources: ['made up'], land: [], insets: [], places: [], cartogram: [], freeCorner: 'north-east' },
    frame: [105.9, 9.9, 106 + COLUMNS * STEP + 0.1, 10 + COLUMNS * STEP + 0.1],
    regions: Array.from({ length: OFFICES }, (_, i) => {
      const [x, y] = [106 + (i % COLUMNS) * STEP, 10 + Math.floor(i / COLUMNS) * STEP];
      const middle: Position = [x + STEP / 2, y + STEP / 2];
      return { unit: `U${i}`, shape: [[ringAt(x, y)]], label: middle, roomKm: 3, seat: middle };
    }),
  });
}

function ringAt(x: number, y: number): Position[] {
  const corners: Position[] = [
    [x, y],
    [x + STEP, y],
    [x + STEP, y + STEP],
    [x, y + STEP],
  ];
  const ring = corners.flatMap((from, i) => {
    const to = corners[(i + 1) % 4] as Position;
    return Array.from(
      { length: SIDE },
      (_, k): Position => [
        from[0] + ((to[0] - from[0]) * k) / SIDE,
        from[1] + ((to[1] - from[1]) * k) / SIDE,
      ],
    );
  });
  return [...ring, ring[0] as Position];
}

/** Figures of all offices, a million cases together; `round` moves one of them by that much. */
export function rowsOf(round: number): RankingAnswer['rows'] {
  const each = Math.floor(CASES / OFFICES);
  return Array.from({ length: OFFICES }, (_, i) => ({
    ...{ unit: `U${i}`, name: `Phòng khu vực ${i + 1}`, parent: 'VN', level: 'region' as const },
    ...{ lat: null, lon: null, nature: 'sample' as const },
    values: {
      [INDICATOR.key]: {
        value: each + ((i * 7) % 11) - 5 + (i === 0 ? round : 0),
        ...{ unit: 'case' as const, decimals: 0, lastYear: null, target: null },
      },
    },
  }));
}
