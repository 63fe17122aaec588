/** `npm run bench -- [NAME] [--cases N]`: one JSON object a line. */
import { parseArgs } from 'node:util';
import { alertsLookedAt } from './alerts.ts';
import { chart } from './chart.ts';
import { consolePage } from './console.ts';
import { editor } from './editor.ts';
import { forecasts } from './forecasting/forecasts.ts';
import { ingest } from './ingest.ts';
import { live } from './live.ts';
import { map } from './map.ts';
import { nation } from './nation/nation.ts';
import { idle } from './never-dark/idle.ts';
import { publish } from './never-dark/publish.ts';
import { recovery } from './never-dark/recovery.ts';
import { skew } from './never-dark/skew.ts';
import { soak } from './never-dark/soak.ts';
import { packaged } from './packaging/packaged.ts';
import { painted } from './painted.ts';
import { questionsAnswered } from './questions.ts';
import { read } from './read.ts';
import { reportsMade } from './reports.ts';
import { start } from './start.ts';
import { tick } from './tick.ts';

const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    // Cases of the country (250000; 10000000 is the size it is built for, and takes most of an hour), or of a wall (a year's).
    cases: { type: 'string' },
    // Scene switches; kills of each kind, of which 100 take most of an hour.
    times: { type: 'string', default: '10' },
    // Of the soak: 1000000 and 10000 stand for weeks, and take most of a day on two cores.
    updates: { type: 'string', default: '20000' },
    switches: { type: 'string', default: '200' },
    // Of the packaged product: a day's updates, scenes and renewal within the minutes, 40 at least.
    day: { type: 'boolean', default: false },
    // Of the soak and the day: a file that every look at the memory is written to at once.
    looks: { type: 'string' },
    // Of the packaged product: how long it runs for the look at its memory; 1440 is a day.
    minutes: { type: 'string', default: '3' },
    // Of the forecasts: monthly series as JSON, each with the values to know and those to tell.
    series: { type: 'string' },
    // Of the questions: shows those of the development half that were misunderstood.
    misses: { type: 'boolean', default: false },
    // Of the reports: a folder with a country's database of so many --cases, which is not made then.
    data: { type: 'string' },
  },
});

const cases = values.cases === undefined ? undefined : Number(values.cases);

const BENCHES: Record<string, () => Promise<void>> = {
  ingest,
  read,
  nation: () => nation(cases ?? 250_000),
  live,
  console: consolePage,
  editor,
  map,
  painted,
  chart,
  tick,
  start,
  alerts: alertsLookedAt,
  questions: () => questionsAnswered(cases ?? 20_000, values.misses),
  reports: () => reportsMade(cases ?? 250_000, values.data),
  forecast: () => forecasts(values.series),
  package: () =>
    packaged({ minutes: Math.max(1, Number(values.minutes)), day: values.day, looks: values.looks }, cases),
  publish: () => publish(Number(values.times), cases),
  skew: () => skew(Number(values.times), cases),
  recovery: () => recovery(Number(values.times), cases),
  idle: () => idle(cases),
  soak: () =>
    soak({ updates: Number(values.updates), switches: Number(values.switches), looks: values.looks }, cases),
};

const unknown = names.find((name) => !(name in BENCHES));
if (unknown !== undefined) {
  process.stderr.write(
    `There is no benchmark "${unknown}": choose among ${Object.keys(BENCHES).join(', ')}.\n`,
  );
  process.exit(2);
}
for (const [name, run] of Object.entries(BENCHES))
  if (names.length === 0 || names.includes(name)) await run();
