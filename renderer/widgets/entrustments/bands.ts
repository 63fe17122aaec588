/** Flows between units as bands from a column of givers to a column of takers. Pure; heights are shares of the drawing. */
import type { FlowsAnswer } from '../../../electron/contract/answers.ts';

type Told = FlowsAnswer['flows'][number];

/** What a flow is as thick as: its decisions, or the whole đồng that went with them. */
export type FlowsBy = 'cases' | 'money';

export interface Flow extends Pick<Told, 'from' | 'to' | 'toName'> {
  readonly amount: bigint;
}

export interface Stop {
  readonly unit: string;
  readonly amount: bigint;
  readonly top: number;
  readonly height: number;
}

export interface Band {
  readonly flow: Flow;
  /** Where it leaves and where it arrives: top and thickness at either end. */
  readonly leaves: { readonly top: number; readonly height: number };
  readonly arrives: { readonly top: number; readonly height: number };
}

export interface Drawing {
  readonly givers: readonly Stop[];
  readonly takers: readonly Stop[];
  readonly bands: readonly Band[];
}

/** Share of a stop's place that its bands fill; the rest keeps neighbours apart. */
const FILLED = 0.82;

/** Flows that there is something of; a sum below zero, of more done than due, has no thickness. */
export function flowsBy(told: readonly Told[], by: FlowsBy): readonly Flow[] {
  return told
    .map(({ from, to, toName, decisions, money }) => ({
      ...{ from, to, toName },
      amount: BigInt(by === 'cases' ? decisions : (money ?? 0)),
    }))
    .filter(({ amount }) => amount > 0n);
}

/**
 * The largest flows that leave every stop at either side room for a line of type.
 * @param rows lines of type that have room under each other
 */
export function largest(flows: readonly Flow[], limit: number, rows: number): readonly Flow[] {
  const sorted = [...flows].sort((a, b) => byAmount(b.amount, a.amount));
  const shown: Flow[] = [];
  const [givers, takers] = [new Set<string>(), new Set<string>()];
  for (const flow of sorted) {
    if (shown.length === limit) break;
    const fits = (side: ReadonlySet<string>, unit: string) => side.has(unit) || side.size < Math.max(1, rows);
    if (!fits(givers, flow.from) || !fits(takers, flow.to)) continue;
    givers.add(flow.from);
    takers.add(flow.to);
    shown.push(flow);
  }
  return shown;
}

function byAmount(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** @param least least share of the height that a stop takes, for its name */
export function drawn(flows: readonly Flow[], least: number): Drawing {
  const givers = stops(flows, ({ from }) => from, least);
  const takers = stops(flows, ({ to }) => to, least);
  const left = fill(
    flows,
    givers,
    ({ from }) => from,
    (flow) => placeOf(takers, flow.to),
  );
  const right = fill(
    flows,
    takers,
    ({ to }) => to,
    (flow) => placeOf(givers, flow.from),
  );
  const nowhere = { top: 0, height: 0 };
  const bands = flows.map((flow) => ({
    flow,
    leaves: left.get(flow) ?? nowhere,
    arrives: right.get(flow) ?? nowhere,
  }));
  return { givers, takers, bands };
}

/** Units of one side from the largest to the smallest, their places in proportion above the least. */
function stops(flows: readonly Flow[], unitOf: (flow: Flow) => string, least: number): readonly Stop[] {
  const sums = new Map<string, bigint>();
  for (const flow of flows) sums.set(unitOf(flow), (sums.get(unitOf(flow)) ?? 0n) + flow.amount);
  const sorted = [...sums].sort(([, a], [, b]) => byAmount(b, a));
  const all = sorted.reduce((sum, [, amount]) => sum + amount, 0n);
  const each = Math.min(least, 1 / Math.max(1, sorted.length));
  const spare = 1 - each * sorted.length;
  let top = 0;
  return sorted.map(([unit, amount]) => {
    const height = each + spare * (Number(amount) / Number(all));
    const stop = { unit, amount, top, height };
    top += height;
    return stop;
  });
}

/** Where each flow touches its stop: in the order of the other side, so that bands cross as little as can be. */
function fill(
  flows: readonly Flow[],
  side: readonly Stop[],
  unitOf: (flow: Flow) => string,
  across: (flow: Flow) => number,
): ReadonlyMap<Flow, { top: number; height: number }> {
  const places = new Map<Flow, { top: number; height: number }>();
  for (const stop of side) {
    let top = stop.top + (stop.height * (1 - FILLED)) / 2;
    const its = flows.filter((flow) => unitOf(flow) === stop.unit).sort((a, b) => across(a) - across(b));
    for (const flow of its) {
      const height = (stop.height * FILLED * Number(flow.amount)) / Number(stop.amount);
      places.set(flow, { top, height });
      top += height;
    }
  }
  return places;
}

function placeOf(side: readonly Stop[], unit: string): number {
  return side.findIndex((stop) => stop.unit === unit);
}
