/** What an unusual figure is put down to: the part below it that moved most away from its own expectation. */
import { DAY_MS, dayOf } from '../../contract/calendar.ts';
import { type Driver, DRIVEN_BY } from '../../contract/forecasts.ts';
import type { Indicator } from '../../contract/indicators.ts';
import type { Period, Query, QuestionAnswer, Words } from '../../contract/questions.ts';
import { both, lower, shortFigure } from '../wording/index.ts';
import { numeratorScalar } from './answer.ts';
import type { Unusual } from './anomalyStore.ts';

/** Answers a query about any unit, as of now. */
export type AskQuery = (query: Query) => Promise<QuestionAnswer>;

/** Days before it that a part's usual share is told from: a quarter of a year. */
const USUAL_DAYS = 91;
/** A part explains it that makes up so much of what was off, and so much more of it than its usual share. */
const EXPLAINS = { share: 0.5, beyond: 0.2 };

interface Part {
  readonly name: Words;
  readonly came: number;
  readonly told: number;
}

/** One of each kind of part, where one explains it. A part was expected to have its usual share of what was expected in all. */
export async function driversOf(one: Unusual, indicator: Indicator, ask: AskQuery): Promise<Driver[]> {
  const period = { from: dayOf(one.from), to: dayOf(one.to) };
  const before = { from: dayOf(one.from - USUAL_DAYS * DAY_MS), to: dayOf(one.from - DAY_MS) };
  const found: Driver[] = [];
  for (const by of DRIVEN_BY) {
    const query = partsQuery(one, by, period);
    const [came, usual] = [await partsOf(query, ask), await partsOf(partsQuery(one, by, before), ask)];
    const driver = came && usual && explaining(one, came, usual);
    if (driver) found.push(driverTold(driver, by, indicator, query));
  }
  return found;
}

function partsQuery({ unit, indicator: key }: Unusual, by: Driver['by'], period: Period): Query {
  return { kind: 'breakdown', subject: { of: 'indicator', key }, unit, period, by };
}

type Parts = ReadonlyMap<string, { readonly name: Words; readonly value: number }>;

/** `null` where there are no parts. */
async function partsOf(query: Query, ask: AskQuery): Promise<Parts | null> {
  const answer = await ask(query);
  if (answer.outcome !== 'answered') return null;
  return new Map(answer.figures.map(({ label, value }) => [label.vi, { name: label, value: Number(value) }]));
}

function explaining({ came, told }: Unusual, parts: Parts, usual: Parts): Part | null {
  const all = [...usual.values()].reduce((sum, { value }) => sum + value, 0);
  const off = came - told;
  if (!(all > 0) || off === 0) return null;
  const names = new Map([...usual, ...parts].map(([key, { name }]) => [key, name]));
  let most: (Part & { share: number; beyond: number }) | null = null;
  for (const [key, name] of names) {
    const share = (usual.get(key)?.value ?? 0) / all;
    const part = { name, came: parts.get(key)?.value ?? 0, told: told * share };
    const explained = (part.came - part.told) / off;
    if (!most || explained > most.share) most = { ...part, share: explained, beyond: explained - share };
  }
  return most && most.share >= EXPLAINS.share && most.beyond >= EXPLAINS.beyond ? most : null;
}

function driverTold(
  { name, came, told }: Part,
  by: Driver['by'],
  indicator: Indicator,
  query: Query,
): Driver {
  const scalar = numeratorScalar(indicator);
  const part = both((l) => partText(by, name, l));
  return {
    ...{ by, name: part, came: scalar(came), told: scalar(told), query },
    words: both((l) => {
      const [now, usual] = [came, told].map((value) => shortFigure(scalar(value), rounded(indicator), l));
      return l === 'vi'
        ? `Lệch nhiều nhất ở ${part.vi}: ${now}, mức chờ đợi ${usual}.`
        : `Most of it at ${part.en}: ${now}, against ${usual} expected.`;
    }),
  };
}

function partText(by: Driver['by'], name: Words, l: 'vi' | 'en'): string {
  if (by === 'unit') return name[l];
  if (by === 'category') return l === 'vi' ? `loại việc ${lower(name.vi)}` : `${lower(name.en)} cases`;
  return l === 'vi' ? `khoản phải thi hành ${lower(name.vi)}` : `amounts of ${lower(name.en)}`;
}

/** What was expected of counts is whole in a sentence. */
export function rounded({ unit }: Indicator): Pick<Indicator, 'unit' | 'decimals'> {
  return { unit, decimals: 0 };
}
