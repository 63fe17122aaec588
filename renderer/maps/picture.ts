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
}

export interface FlowPicture {
  readonly from: MapRegion;
  readonly to: MapRegion;
  /** Share (0–1) of the largest flow drawn. */
  readonly share: number;
  readonly decisions: number;
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
    };

export interface MapPicture {
  readonly offices: readonly OfficePicture[];
  readonly coloured: ColouredBy;
  /** The office with the largest size, for the legend. */
  readonly largest: { readonly name: string; readonly size: FigureText } | null;
  readonly flows: readonly FlowPicture[];
}

export interface Wanted {
  readonly colour: Indicator;
  readonly colourBy: 'target' | 'value';
  readonly size: Indicator | null;
  readonly flows: number;
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
  const valueOf = (unit: string): Scalar => byUnit.get(unit)?.values[wanted.colour.key]?.value ?? null;
  const statusOf = (unit: string): Status | null =>
    byUnit.get(unit)?.values[wanted.colour.key]?.target?.status ?? null;
  const units = pack.regions.map((region) => region.unit);
  const numbers = units.flatMap((unit) => toNumber(valueOf(unit)) ?? []);
  const write = writer(wanted.colour, numbers, locale);
  const byTarget = wanted.colourBy === 'target' && units.some((unit) => statusOf(unit) !== null);
  const steps = stepsFor(numbers);
  const sizes = units.map((unit) => sizeOf(byUnit.get(unit), wanted.size));
  const most = Math.max(0, ...sizes.map((size) => size ?? 0));
  const offices = pack.regions.map((region, i): OfficePicture => {
    const size = sizes[i] ?? null;
    return {
      unit: region.unit,
      name: nameOf(byUnit.get(region.unit)?.name ?? region.unit),
      region,
      paint: byTarget ? paintByStatus(statusOf(region.unit)) : paintByValue(valueOf(region.unit), steps),
      status: statusOf(region.unit),
      value: write(valueOf(region.unit)),
      share: size === null || most === 0 ? null : drawnShare(size / most),
    };
  });
  return {
    offices,
    coloured: byTarget
      ? { by: 'target', unit: unitOf(wanted.colour, numbers, locale), ...countStatuses(offices) }
      : { by: 'value', steps, labels: steps.bounds.map(write), unit: unitOf(wanted.colour, numbers, locale) },
    largest: largestOf(offices[sizes.indexOf(most)], rows, wanted.size, locale),
    flows: flowsOf(pack, flows, wanted.flows),
  };
}

/** Circles in steps of a hundredth of the largest radius: no eye sees less, and the map is not drawn anew for it. */
function drawnShare(share: number): number {
  return (Math.round(Math.sqrt(share) * 100) / 100) ** 2;
}

function sizeOf(row: Rows[number] | undefined, size: Indicator | null): number | null {
  const value = size && row ? toNumber(row.values[size.key]?.value ?? null) : null;
  return value === null ? null : Math.max(0, value);
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

/** The largest flows between drawn units, at most `most`. */
function flowsOf(pack: MapPack, flows: FlowsAnswer['flows'], most: number): FlowPicture[] {
  const regions = new Map(pack.regions.map((region) => [region.unit, region]));
  const known = flows
    .flatMap(({ from, to, decisions }) => {
      const [a, b] = [regions.get(from), regions.get(to)];
      return a && b && a !== b && decisions > 0 ? [{ from: a, to: b, decisions }] : [];
    })
    .sort((a, b) => b.decisions - a.decisions)
    .slice(0, most);
  return known.map((flow) => ({ ...flow, share: flow.decisions / (known[0]?.decisions ?? 1) }));
}
