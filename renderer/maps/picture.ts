/** What the map shows, worked out once for all its drawings: WebGL, plain, cartogram and legend. */
import type { FlowsAnswer, RankingAnswer, Scalar } from '../../electron/contract/answers.ts';
import type { Indicator, Status } from '../../electron/contract/indicators.ts';
import type { MapPack, MapRegion } from '../../electron/contract/map.ts';
import {
  figureText,
  type FigureText,
  formatMoney,
  type Locale,
  moneyScale,
  toNumber,
} from '../ui/format/index.ts';
import { casesPerDot, dotsIn } from './dots.ts';
import { type Paint, paintByStatus, paintByValue, type Steps, stepsFor } from './scale.ts';

export interface OfficePicture {
  readonly unit: string;
  readonly name: string;
  readonly region: MapRegion;
  readonly paint: Paint;
  readonly status: Status | null;
  /** As printed, without its unit. */
  readonly value: string;
  /** Share (0–1) of the largest among the offices, in steps as fine as are seen; `null` without a value. */
  readonly share: number | null;
  /** The size as printed. */
  readonly size: FigureText | null;
  /** Its size is below zero: drawn hollow, a bar downwards. */
  readonly negative: boolean;
  /** Colour of its circle or bar; `null`: the ink of the map. */
  readonly symbolPaint: Paint | null;
}

export interface FlowPicture {
  readonly from: MapRegion;
  readonly to: MapRegion;
  /** Share (0–1) of the largest flow drawn. */
  readonly share: number;
  /** Decisions, or whole đồng. */
  readonly amount: bigint;
}

/** What the thickness of flows means. */
export interface FlowsPicture {
  readonly by: 'cases' | 'money';
  /** The largest, as printed. */
  readonly most: FigureText;
  /** Decisions between drawn offices of which no sum is known, where money is drawn. */
  readonly without: number;
}

/** `target`: against the target to date. `value`: by the value alone, because asked for or because there is no target. */
export type ColouredBy =
  | {
      readonly by: 'target';
      readonly unit: FigureText['unit'];
      readonly counts: Readonly<Record<Status, number>>;
      readonly without: number;
    }
  | {
      readonly by: 'value';
      readonly steps: Steps;
      readonly labels: readonly string[];
      readonly unit: FigureText['unit'];
      /** The value of each square kilometre of declared area. */
      readonly perKm2: boolean;
    }
  | { readonly by: 'nothing'; readonly unit: FigureText['unit'] };

/** Dots that stand for so many cases each, at places that say nothing of where anybody lives. */
export interface DotsPicture {
  readonly indicator: Indicator;
  readonly each: number;
  /** Longitudes and latitudes behind each other; the same object while no dot comes or goes. */
  readonly places: Float32Array;
}

export interface MapPicture {
  readonly offices: readonly OfficePicture[];
  readonly coloured: ColouredBy;
  /** The office with the largest size, for the legend. */
  readonly largest: { readonly name: string; readonly size: FigureText } | null;
  readonly flows: readonly FlowPicture[];
  /** `null` where none is drawn. */
  readonly flowsMean: FlowsPicture | null;
  readonly symbol: 'circle' | 'bar';
  /** What the colours of circles or bars mean. */
  readonly symbolsColoured: (Extract<ColouredBy, { by: 'value' }> & { readonly indicator: Indicator }) | null;
  readonly dots: DotsPicture | null;
  /** Offices that have figures and no place on this map. */
  readonly unplaced: number;
}

export interface Wanted {
  readonly colour: Indicator;
  readonly colourBy: 'target' | 'value' | 'density' | 'nothing';
  readonly size: Indicator | null;
  readonly symbol: 'circle' | 'bar';
  readonly symbolColour: Indicator | null;
  readonly flows: number;
  readonly flowsBy: FlowsPicture['by'];
  /** Cases that are drawn as dots, and how many dots at most. */
  readonly dots: Indicator | null;
  readonly dotsMost: number;
}

type Rows = RankingAnswer['rows'];

export function pictureOf(
  pack: MapPack,
  rows: Rows,
  flows: FlowsAnswer['flows'],
  wanted: Wanted,
  nameOf: (name: string) => string,
  locale: Locale,
): MapPicture {
  const byUnit = new Map(rows.map((row) => [row.unit, row]));
  // What is written beside names is what is seen: of regions without colour, the figure of the layer above them.
  const printed = printedOf(wanted);
  const perKm2 = wanted.colourBy === 'density';
  const given = (unit: string, { key }: Indicator): Scalar => byUnit.get(unit)?.values[key]?.value ?? null;
  const areas = new Map(pack.regions.map(({ unit, areaKm2 }) => [unit, areaKm2]));
  const valueOf = (unit: string): Scalar =>
    perKm2 ? ofEachKm2(given(unit, wanted.colour), areas.get(unit)) : given(unit, printed);
  const statusOf = (unit: string): Status | null =>
    byUnit.get(unit)?.values[wanted.colour.key]?.target?.status ?? null;
  const units = pack.regions.map((region) => region.unit);
  const numbers = units.flatMap((unit) => toNumber(valueOf(unit)) ?? []);
  const write = writer(perKm2 ? { ...printed, decimals: 1 } : printed, numbers, locale);
  const byTarget = wanted.colourBy === 'target' && units.some((unit) => statusOf(unit) !== null);
  const steps = stepsFor(numbers);
  const sizes = units.map((unit) => sizeOf(byUnit.get(unit), wanted.size));
  const most = Math.max(0, ...sizes.map((size) => Math.abs(size ?? 0)));
  const symbolsColoured = wanted.size && symbolColours(wanted.symbolColour, units, given, locale);
  const paintOf = (unit: string): Paint => {
    if (wanted.colourBy === 'nothing') return 'none';
    return byTarget ? paintByStatus(statusOf(unit)) : paintByValue(valueOf(unit), steps);
  };
  const offices = pack.regions.map((region, i): OfficePicture => {
    const size = sizes[i] ?? null;
    return {
      unit: region.unit,
      name: nameOf(byUnit.get(region.unit)?.name ?? region.unit),
      region,
      paint: paintOf(region.unit),
      status: statusOf(region.unit),
      value: write(valueOf(region.unit)),
      share: size === null ? null : most === 0 ? 0 : drawnShare(Math.abs(size) / most),
      size:
        size === null || !wanted.size
          ? null
          : figureText(given(region.unit, wanted.size), wanted.size, locale),
      negative: size !== null && size < 0,
      symbolPaint: symbolsColoured
        ? paintByValue(given(region.unit, symbolsColoured.indicator), symbolsColoured.steps)
        : null,
    };
  });
  return {
    offices,
    coloured:
      wanted.colourBy === 'nothing'
        ? { by: 'nothing', unit: unitOf(printed, numbers, locale) }
        : byTarget
          ? { by: 'target', unit: unitOf(wanted.colour, numbers, locale), ...countStatuses(offices) }
          : {
              ...{ by: 'value', steps, labels: steps.bounds.map(write), perKm2 },
              unit: unitOf(wanted.colour, numbers, locale),
            },
    largest: largestOf(
      offices[sizes.findIndex((size) => Math.abs(size ?? 0) === most)],
      rows,
      wanted.size,
      locale,
    ),
    ...flowsOf(pack, flows, wanted, locale),
    symbol: wanted.symbol,
    symbolsColoured,
    dots: dotsOf(pack, wanted, (unit) => toNumber(wanted.dots ? given(unit, wanted.dots) : null)),
    unplaced: rows.filter(({ unit }) => !areas.has(unit)).length,
  };
}

function printedOf({ colour, colourBy, dots, size }: Wanted): Indicator {
  return colourBy === 'nothing' ? (dots ?? size ?? colour) : colour;
}

/** Value of each square kilometre; none where nobody declared the area. */
function ofEachKm2(value: Scalar, areaKm2: number | undefined): number | null {
  const number = toNumber(value);
  return number === null || areaKm2 === undefined ? null : number / areaKm2;
}

function symbolColours(
  indicator: Indicator | null,
  units: readonly string[],
  given: (unit: string, indicator: Indicator) => Scalar,
  locale: Locale,
): MapPicture['symbolsColoured'] {
  if (!indicator) return null;
  const numbers = units.flatMap((unit) => toNumber(given(unit, indicator)) ?? []);
  const steps = stepsFor(numbers);
  const labels = steps.bounds.map(writer(indicator, numbers, locale));
  return { by: 'value', steps, labels, perKm2: false, unit: unitOf(indicator, numbers, locale), indicator };
}

/** Buffers of the last few sets of dots of each map: figures come every moment, and rarely move a dot. */
const buffers = new WeakMap<MapPack, Map<string, Float32Array>>();
const BUFFERS_MOST = 4;

function dotsOf(
  pack: MapPack,
  { dots: indicator, dotsMost }: Wanted,
  casesOf: (unit: string) => number | null,
): DotsPicture | null {
  if (!indicator) return null;
  const cases = pack.regions.map(({ unit }) => Math.max(0, casesOf(unit) ?? 0));
  const each = casesPerDot(
    cases.reduce((sum, count) => sum + count, 0),
    dotsMost,
  );
  const counts = cases.map((count) => Math.round(count / each));
  const key = counts.join();
  const held = buffers.get(pack) ?? new Map<string, Float32Array>();
  const places =
    held.get(key) ?? dotsIn(pack.regions.map((region, i) => ({ region, count: counts[i] ?? 0 })));
  held.delete(key);
  held.set(key, places);
  for (const old of [...held.keys()].slice(0, -BUFFERS_MOST)) held.delete(old);
  buffers.set(pack, held);
  return { indicator, each, places };
}

/** Circles in steps of a hundredth of the largest radius: no eye sees less, and the map is not drawn anew for it. */
function drawnShare(share: number): number {
  return (Math.round(Math.sqrt(share) * 100) / 100) ** 2;
}

function sizeOf(row: Rows[number] | undefined, size: Indicator | null): number | null {
  return size && row ? toNumber(row.values[size.key]?.value ?? null) : null;
}

/** Figures of one map are cut alike: rates to a tenth, money in the unit of the largest. */
function writer(
  { unit, decimals }: Indicator,
  numbers: readonly number[],
  locale: Locale,
): (value: Scalar) => string {
  if (unit !== 'dong') {
    const kind = { unit, decimals: Math.min(1, decimals) };
    return (value) => figureText(value, kind, locale).number;
  }
  const scale = { ...moneyScale(wholeDong(numbers), locale), decimals: 0 };
  return (value) => formatMoney(typeof value === 'number' ? BigInt(Math.round(value)) : value, scale, locale);
}

function unitOf(
  { unit, decimals }: Indicator,
  numbers: readonly number[],
  locale: Locale,
): FigureText['unit'] {
  return unit === 'dong'
    ? moneyScale(wholeDong(numbers), locale).unit
    : figureText(0, { unit, decimals }, locale).unit;
}

function wholeDong(numbers: readonly number[]): bigint {
  return BigInt(Math.round(Math.max(0, ...numbers.map(Math.abs))));
}

function countStatuses(offices: readonly OfficePicture[]): {
  counts: Record<Status, number>;
  without: number;
} {
  const counts = { met: 0, near: 0, behind: 0, missed: 0 };
  for (const { status } of offices) if (status) counts[status] += 1;
  return { counts, without: offices.filter((office) => office.status === null).length };
}

function largestOf(
  office: OfficePicture | undefined,
  rows: Rows,
  size: Indicator | null,
  locale: Locale,
): MapPicture['largest'] {
  if (office?.share === null) return null;
  const value = rows.find((row) => row.unit === office?.unit)?.values[size?.key ?? ''];
  return office && value ? { name: office.name, size: figureText(value.value, value, locale) } : null;
}

/** The largest flows between drawn units, at most so many as are wanted. */
function flowsOf(
  pack: MapPack,
  told: FlowsAnswer['flows'],
  { flows: most, flowsBy: by }: Wanted,
  locale: Locale,
): Pick<MapPicture, 'flows' | 'flowsMean'> {
  const regions = new Map(pack.regions.map((region) => [region.unit, region]));
  const known = told.flatMap(({ from, to, decisions, money, withoutMoney }) => {
    const [a, b] = [regions.get(from), regions.get(to)];
    const amount = BigInt(by === 'cases' ? decisions : (money ?? 0));
    return a && b && a !== b ? [{ from: a, to: b, amount, withoutMoney }] : [];
  });
  const shown = known
    .filter(({ amount }) => amount > 0n)
    .sort((a, b) => Number(b.amount - a.amount))
    .slice(0, most);
  const largest = shown[0]?.amount;
  if (largest === undefined) return { flows: [], flowsMean: null };
  const kind = { unit: by === 'cases' ? 'decision' : 'dong', decimals: 0 } as const;
  return {
    flows: shown.map(({ from, to, amount }) => ({
      ...{ from, to, amount },
      share: Number(amount) / Number(largest),
    })),
    flowsMean: {
      by,
      most: figureText(by === 'cases' ? Number(largest) : largest.toString(), kind, locale),
      without: by === 'cases' ? 0 : known.reduce((sum, { withoutMoney }) => sum + withoutMoney, 0),
    },
  };
}
