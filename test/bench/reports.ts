/** A country's consolidated reports of a whole year: filled in, as workbook and document, and as PDF that the wall prints. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inProject } from '../../build/paths.ts';
import { yearEnd, yearOf } from '../../electron/contract/calendar.ts';
import type { ReportAnswer, ReportPrint } from '../../electron/contract/reports.ts';
import { engineReady } from '../../electron/contract/wall.ts';
import { createIngest } from '../../electron/engine/ingest/index.ts';
import { createMeasures } from '../../electron/engine/measures/index.ts';
import { fileOf } from '../../electron/engine/reports/files/files.ts';
import { fill, type Filled } from '../../electron/engine/reports/filling/fill.ts';
import type { CompiledForm } from '../../electron/engine/reports/forms/compile.ts';
import { readForm } from '../../electron/engine/reports/forms/readForm.ts';
import { openStore } from '../../electron/engine/store/index.ts';
import { NATION } from './nation/events.ts';
import { bodies, writeLines } from './nation/linesFile.ts';
import { withMeasures } from './nation/questions.ts';
import { signIn } from './programs.ts';
import { percentile, report, round } from './report.ts';
import { onStage, startWall } from './stage.ts';

/** Statistical year that the load covers from beginning to end. */
const YEAR = 2025;
const AGAIN = 9;
/** Cases read one by one, for the time that it would take to read all. */
const READ = 50_000;
const BODY_LINES = 8_000;
const ASK_MS = 50;
/** Of the wall that prints: what a report costs there does not depend on how many cases it counts. */
const WALL_CASES = 2_000;

const FORMS: CompiledForm[] = readdirSync(inProject('assets', 'forms')).map((file) =>
  readForm(JSON.parse(readFileSync(inProject('assets', 'forms', file), 'utf8'))),
);

/** Puts the country's events into a store of its own. The load need not survive a power cut. */
async function loadCountry(dataDir: string, cases: number): Promise<void> {
  const lines = join(dataDir, 'lines.ndjson');
  const store = openStore({ dataDir });
  try {
    store.db.pragma('synchronous = OFF');
    const ingest = createIngest({ store, measures: createMeasures(store, []), now: () => yearEnd(YEAR + 1) });
    ingest.settle({ id: 'nation', kind: 'push', nature: 'sample', expectEveryS: 15 });
    await writeLines(lines, { cases });
    for await (const body of bodies(lines, BODY_LINES)) await ingest.push('nation', [body]);
  } finally {
    store.close();
    rmSync(lines, { force: true });
  }
}

async function timed<T>(act: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const begun = performance.now();
  const value = await act();
  return { ms: performance.now() - begun, value };
}

async function fillings(dataDir: string, cases: number): Promise<void> {
  await withMeasures(dataDir, async (measures, store) => {
    const filled = (compiled: CompiledForm): Promise<Filled> =>
      fill(
        { db: store.db, measures },
        { compiled, formDigest: '', unit: NATION, year: YEAR, months: 12, at: yearEnd(YEAR) },
      );
    const reading = await timed(async () => {
      let read = 0;
      for await (const _ of measures.caseRows({ unit: NATION, year: YEAR, at: yearEnd(YEAR), filter: {} }))
        if ((read += 1) === READ) break;
      return read;
    });
    const handled = Number(measures.measures({ unit: NATION, year: YEAR, at: yearEnd(YEAR) }).cases.A);
    const oneByOne = (reading.ms / reading.value) * handled;
    for (const compiled of FORMS) {
      const first = await timed(() => filled(compiled));
      const again: number[] = [];
      for (let i = 0; i < AGAIN; i++) {
        // Nothing of the answer before is known any more.
        measures.changed({ units: false, aggregates: false, targets: false });
        again.push((await timed(() => filled(compiled))).ms);
      }
      const { content } = first.value;
      if (content.checks.some(({ holds }) => holds === false)) throw new Error('a check does not hold');
      const of = `${compiled.form.number} of ${cases} cases`;
      const tell = (what: string, ms: number, baseline: string | null) =>
        report({
          bench: `reports ${what}, ${of}`,
          value: round(ms, 1),
          unit: 'ms',
          ratio: baseline === null ? null : round(oneByOne / ms, 1),
          baseline,
        });
      const reads = `${Math.round(oneByOne)} ms to read the ${handled} cases of the year one by one (from ${reading.value} of them)`;
      tell('filled in, first time', first.ms, reads);
      tell('filled in again, p50', percentile(again, 0.5), reads);
      const files: number[] = [];
      for (const format of ['xlsx', 'docx'] as const) {
        const job = { format, form: compiled.form, content, report: null, steps: [], locale: 'vi' as const };
        const { ms } = await timed(() => fileOf(job));
        files.push(ms);
        tell(`as ${format}`, ms, null);
      }
      const whole = percentile(again, 0.5) + files.reduce((sum, ms) => sum + ms, 0);
      tell('filled in, xlsx and docx together', whole, null);
    }
  });
}

/** From asking to the file, as the console asks: with the time until the wall hears of it. */
async function printings(): Promise<void> {
  await onStage(
    'reports pdf',
    async (stage) => {
      const wall = startWall(stage);
      try {
        const { url } = engineReady.parse(JSON.parse((await wall.firstLine).line));
        await wall.pages(stage.rig.monitors, 'app://wall/');
        const admin = await signIn(url);
        for (const { form } of FORMS) {
          const subject = { form: form.code, unit: 'HCM', year: yearOf(Date.now()) - 1, months: 12 };
          const { report: made } = (await admin.post('/reports', subject)) as ReportAnswer;
          const { ms } = await timed(async () => {
            let print = (await admin.post(`/reports/${made.id}/prints`, {})) as ReportPrint;
            while (print.state === 'waiting') {
              await pause(ASK_MS);
              print = (await admin.get(`/reports/prints/${print.id}`)) as ReportPrint;
            }
            if (print.state === 'failed') throw new Error(print.why ?? 'it could not be printed');
          });
          report({
            bench: `reports as pdf by the wall, ${form.number}`,
            value: round(ms),
            unit: 'ms',
            ratio: null,
            baseline: null,
          });
        }
      } finally {
        await wall.stop();
      }
    },
    WALL_CASES,
  );
}

/** @param data a folder with a country's database that a benchmark left; without one, one of so many cases is made */
export async function reportsMade(cases: number, data: string | undefined): Promise<void> {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'ioc-reports-'));
  try {
    if (data === undefined) await loadCountry(folder, cases);
    await fillings(folder, cases);
  } finally {
    if (data === undefined) rmSync(folder, { recursive: true, force: true });
  }
  await printings();
}
