/** Runs beside the engine, in a thread of its own: makes outlooks from the database, so that no tick ever waits for one. */
import { setImmediate as turn } from 'node:timers/promises';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import type { Step } from '../../contract/answers.ts';
import type { Instant } from '../../contract/calendar.ts';
import type { Formula } from '../../contract/indicators.ts';
import { createTableReader, type TableReader } from '../measures/index.ts';
import type { ReadableDB } from '../store/index.ts';
import type { NoOutlook } from './letterAhead.ts';
import { readDays } from './days/readDays.ts';
import { type UnusualDays, unusualDays } from './days/unusualDays.ts';
import { type Calendar, quantitiesOf, type Reading, readCourses } from './making.ts';
import type { Outlook } from './outlook.ts';

/** This file as a thread is begun with it. It is imported on demand only, so that it stays a file of its own when built. */
export const FORECAST_THREAD = import.meta.url;

/** What the thread begins with. */
export interface ThreadSetting {
  readonly forecasts: true;
  /** The database file. */
  readonly file: string;
  readonly daysOff: readonly string[];
  readonly shifts: readonly Instant[];
}

export interface Job {
  readonly id: number;
  /** Outlooks of units, or what was unusual lately, day by day. */
  readonly what: 'outlooks' | 'days';
  readonly step: Step;
  readonly at: Instant;
  /** Left out, all units there at `at`. */
  readonly units?: readonly string[];
  readonly formulas: readonly { readonly key: string; readonly formula: Formula }[];
}

export interface MadeOutlook {
  readonly unit: string;
  readonly key: string;
  readonly outlook: Outlook | NoOutlook;
}

/** Outlooks of a job, unit by unit; `done` with the last. */
export interface JobNews {
  readonly id: number;
  readonly made: readonly MadeOutlook[];
  readonly days?: UnusualDays;
  readonly done: boolean;
  /** Why the job could not be done; it is over then. */
  readonly failed?: string;
}

interface Underway {
  readonly job: Job;
  readonly reading: Reading;
  readonly left: string[];
}

/** All of it from one state of the database. */
function reading<T>({ file }: ThreadSetting, read: (tables: TableReader) => T): T {
  const db = new Database(file, { readonly: true }) as ReadableDB;
  try {
    db.exec('BEGIN');
    return read(createTableReader(db));
  } finally {
    db.close();
  }
}

const calendarOf = ({ daysOff, shifts }: ThreadSetting): Calendar => ({ daysOff: new Set(daysOff), shifts });

function daysOf(job: Job, setting: ThreadSetting): JobNews {
  const { figures, ...laid } = reading(setting, (tables) => readDays(tables, job, calendarOf(setting)));
  return { id: job.id, made: [], days: unusualDays(figures, laid), done: true };
}

function begin(job: Job, setting: ThreadSetting): Underway {
  return reading(setting, (tables) => {
    const units = job.units ?? tables.units(job.at);
    const quantities = job.formulas.flatMap(({ formula }) => quantitiesOf(formula));
    const asked = { step: job.step, at: job.at, units, quantities };
    return { job, reading: readCourses(tables, asked, calendarOf(setting)), left: [...units] };
  });
}

function makeNext({ job, reading, left }: Underway): JobNews {
  const unit = left.shift();
  const made: MadeOutlook[] = [];
  if (unit !== undefined) {
    const outlookOf = reading.of(unit);
    for (const { key, formula } of job.formulas) made.push({ unit, key, outlook: outlookOf(formula) });
  }
  return { id: job.id, made, done: left.length === 0 };
}

/** One unit at a time, and what somebody waits for before what is made ahead of being asked. */
async function work(setting: ThreadSetting, tell: (news: JobNews) => void, jobs: Job[]): Promise<void> {
  const underway = new Map<number, Underway>();
  const next = () => jobs.find(({ units }) => units !== undefined) ?? jobs[0];
  for (let job = next(); job !== undefined; job = next()) {
    try {
      const news = job.what === 'days' ? daysOf(job, setting) : makeNext(unitsOf(job));
      if (news.done) end(job);
      tell(news);
    } catch (error) {
      end(job);
      tell({
        id: job.id,
        made: [],
        done: true,
        failed: error instanceof Error ? error.message : String(error),
      });
    }
    // Lets new jobs in.
    await turn();
  }

  function unitsOf(job: Job): Underway {
    const its = underway.get(job.id) ?? begin(job, setting);
    underway.set(job.id, its);
    return its;
  }

  function end(job: Job): void {
    underway.delete(job.id);
    jobs.splice(jobs.indexOf(job), 1);
  }
}

function isSetting(data: unknown): data is ThreadSetting {
  return typeof data === 'object' && data !== null && 'forecasts' in data;
}

if (!isMainThread && isSetting(workerData)) {
  const setting = workerData;
  const jobs: Job[] = [];
  let working = false;
  parentPort?.on('message', (job: Job) => {
    jobs.push(job);
    if (working) return;
    working = true;
    void work(setting, (news) => parentPort?.postMessage(news), jobs).then(() => {
      working = false;
    });
  });
}
