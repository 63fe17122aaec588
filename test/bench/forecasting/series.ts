/** How good the forecasts are, on the monthly series of the M3 competition, and how long they take. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Failure } from '../../../build/bootstrap/failure.mjs';
import { componentAhead } from '../../../electron/engine/forecast/ahead/component.ts';
import { intervalOf } from '../../../electron/engine/forecast/ahead/space.ts';
import type { LaidStep } from '../../../electron/engine/forecast/course/steps.ts';
import { forecast, naive } from '../../../electron/engine/forecast/index.ts';
import { report, round } from '../report.ts';
import { etsAlone, thetaAlone } from './singleMethods.ts';

const PERIOD = 12;
const seriesFile = z.array(
  z.object({ id: z.string(), train: z.array(z.number()), test: z.array(z.number()).min(1) }),
);
type One = z.infer<typeof seriesFile>[number];

/** Mean over the values of a series, or over series. */
interface Errors {
  readonly smape: number;
  readonly mase: number;
}

/** Symmetric error in percent, and the error by that of last year's value within the series. */
function errors({ train, test }: One, said: readonly number[]): Errors {
  let scale = 0;
  for (let i = PERIOD; i < train.length; i += 1)
    scale += Math.abs((train[i] ?? 0) - (train[i - PERIOD] ?? 0));
  scale /= train.length - PERIOD;
  let smape = 0;
  let absolute = 0;
  test.forEach((came, h) => {
    const one = said[h] ?? Number.NaN;
    smape += (200 * Math.abs(came - one)) / (Math.abs(came) + Math.abs(one));
    absolute += Math.abs(came - one);
  });
  return { smape: smape / test.length, mase: absolute / test.length / scale };
}

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
const meansOf = (all: readonly Errors[]): Errors => ({
  smape: mean(all.map((one) => one.smape)),
  mase: mean(all.map((one) => one.mase)),
});

/**
 * @param file JSON: `[{ "id", "train": [values], "test": [values] }]`, monthly. The data of Makridakis & Hibon (2000) are
 *   not part of this product.
 */
export function series(file: string | undefined): void {
  if (file === undefined) {
    process.stderr.write('forecast: left out; name a file of monthly series with --series FILE.\n');
    return;
  }
  const all = read(file);
  let took = 0;
  let within80 = 0;
  let within95 = 0;
  let points = 0;
  const own: Errors[] = [];
  const simple: Errors[] = [];
  const alone: Record<'Theta' | 'ETS', Errors[]> = { Theta: [], ETS: [] };
  for (const one of all) {
    const begun = process.cpuUsage();
    const made = forecast({ values: one.train, period: PERIOD }, one.test.length);
    took += process.cpuUsage(begun).user / 1000;
    const rule = naive(one.train, PERIOD, one.test.length);
    simple.push(errors(one, rule));
    alone.Theta.push(errors(one, thetaAlone(one.train, PERIOD, one.test.length)));
    alone.ETS.push(errors(one, etsAlone(one.train, PERIOD, one.test.length)));
    if (typeof made === 'string') {
      own.push(errors(one, rule));
      continue;
    }
    own.push(
      errors(
        one,
        made.steps.map(({ value }) => value),
      ),
    );
    made.steps.forEach(({ low80, high80, low95, high95 }, h) => {
      const came = one.test[h] ?? Number.NaN;
      points += 1;
      if (low80 <= came && came <= high80) within80 += 1;
      if (low95 <= came && came <= high95) within95 += 1;
    });
  }
  sumsOf(all);
  const rule = meansOf(simple);
  const { smape, mase } = meansOf(own);
  const owaOf = (one: Errors) => (one.smape / rule.smape + one.mase / rule.mase) / 2;
  const owa = owaOf({ smape, mase });
  const of = `${all.length} monthly series, ${points} values ahead`;
  report({
    bench: 'forecast, OWA (mean of sMAPE and MASE over those of Naive2 of this run)',
    value: round(owa, 4),
    unit: 'ratio',
    ratio: round(owa, 4),
    baseline: `sMAPE ${round(smape)} against ${round(rule.smape)}, MASE ${round(mase, 4)} against ${round(rule.mase, 4)}; ${of}; aim at most 0.795`,
  });
  for (const [name, one] of Object.entries(alone)) {
    const said = meansOf(one);
    report({
      bench: `forecast, OWA of ${name} alone in the same run`,
      value: round(owaOf(said), 4),
      unit: 'ratio',
      ratio: round(owa / owaOf(said), 4),
      baseline: `sMAPE ${round(said.smape)}, MASE ${round(said.mase, 4)}; ${of}`,
    });
  }
  for (const [level, within] of [
    [80, within80],
    [95, within95],
  ] as const)
    report({
      bench: `forecast, values within the ${level} % interval`,
      value: round((100 * within) / points, 1),
      unit: '%',
      ratio: null,
      baseline: `${of}; aim within one point of ${level}`,
    });
  report({
    bench: 'forecast, one series with its interval',
    value: round(took / all.length, 1),
    unit: 'ms of processor time',
    ratio: null,
    baseline: `5,200 of them (400 units × 13 indicators) on two cores: ${round((took / all.length) * 2.6, 0)} s; aim 60 s`,
  });
}

/** Months that a landing of the year is told over. */
const MONTHS = 12;
/** Steps of a month each, without anything of a calendar. */
const monthly = (from: number, count: number): LaidStep[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ from: (from + i) * MONTH_MS, end: (from + i + 1) * MONTH_MS - 1, year: 0, workdays: 1, near: null },
  }));
const MONTH_MS = (365.25 / 12) * 86_400_000;

/** Sums of the next months, as landings are made: every second series, the others having given the quantiles. */
function sumsOf(all: readonly One[]): void {
  let [within80, within95, points] = [0, 0, 0];
  const errors = { own: [] as number[], naive: [] as number[] };
  all.forEach(({ train, test }, i) => {
    const ahead = monthly(train.length, Math.min(MONTHS, test.length));
    const steps = monthly(0, train.length);
    const course = {
      values: train,
      steps,
      standing: false,
      of: 'cases',
      period: PERIOD,
      quarter: 3,
      shifts: [],
      yearly: true,
    } as const;
    const made = i % 2 === 1 ? componentAhead(course, ahead) : null;
    if (!made) return;
    let came = 0;
    made.said.forEach((said, h) => {
      came += test[h] ?? 0;
      const error = Math.sqrt(made.spread(h + 1));
      const { low80, high80, low95, high95 } = intervalOf({
        ...{ space: { is: 'log', from: -made.floor }, value: said, error },
      });
      points += 1;
      if (low80 <= came && came <= high80) within80 += 1;
      if (low95 <= came && came <= high95) within95 += 1;
    });
    errors.own.push(Math.abs((made.said.at(-1) ?? 0) / came - 1));
    errors.naive.push(Math.abs((made.naive.at(-1) ?? 0) / came - 1));
  });
  report({
    bench: 'forecast, error of the sum of the next year',
    value: round(100 * mean(errors.own), 2),
    unit: '%',
    ratio: round(mean(errors.own) / mean(errors.naive), 3),
    baseline: `${round(100 * mean(errors.naive), 2)} % by the pace of the last quarter; ${errors.own.length} monthly series`,
  });
  for (const [level, within] of [
    [80, within80],
    [95, within95],
  ] as const)
    report({
      bench: `forecast, sums within the ${level} % interval`,
      value: round((100 * within) / points, 1),
      unit: '%',
      ratio: null,
      baseline: `${points} sums of 1 to ${MONTHS} months`,
    });
}

function read(file: string): One[] {
  const parsed = seriesFile.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Failure(`${file}, ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not valid'}.`, 2);
}
