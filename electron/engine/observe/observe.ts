/** What is measured of the engine, for Prometheus and for the page on how the system is. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { SourceHealth } from '../../contract/answers.ts';
import type { SlowQuery } from '../store/index.ts';

type Outcome = 'accepted' | 'duplicates' | 'held' | 'quarantined';

export interface Observe {
  /** A batch of a source was taken in, in so many ms. */
  batch(source: string, tally: Record<Outcome, number>, ms: number): void;
  /** A batch was made durable, in so many ms. */
  commit(ms: number): void;
  /** A batch was refused, or failed. */
  batchFailed(source: string): void;
  /** The live connection told its subscribers, in so many ms. */
  tick(ms: number): void;
  /** An HTTP request was answered. */
  answered(route: string, method: string, status: number, ms: number): void;
  slowQuery: SlowQuery;
  slowQueries(): number;
  /** Values that are read when somebody asks for them. */
  read(readings: readonly Reading[]): void;
  sources(list: () => SourceHealth[]): void;
  /** Text of the exposition format, and its content type. */
  scrape(): Promise<{ type: string; text: string }>;
  stop(): void;
}

export interface Reading {
  name: string;
  help: string;
  value: () => number;
}

const MILLISECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export function createObserve(log: { slow: SlowQuery }): Observe {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'ioc_wall_' });
  const lines = new Counter({
    name: 'ioc_wall_lines_total',
    help: 'Lines of sources by what became of them, since the start',
    labelNames: ['source', 'outcome'],
    registers,
  });
  const failedBatches = new Counter({
    name: 'ioc_wall_batches_failed_total',
    help: 'Batches of lines that could not be taken in and were sent or asked again',
    labelNames: ['source'],
    registers,
  });
  const batches = new Histogram({
    name: 'ioc_wall_batch_seconds',
    help: 'Time to take a batch of lines in durably: reading, figures and commit',
    buckets: MILLISECONDS,
    registers,
  });
  const commits = new Histogram({
    name: 'ioc_wall_commit_seconds',
    help: 'Time until a batch of lines is durable, of the time to take it in',
    buckets: MILLISECONDS,
    registers,
  });
  const ticks = new Histogram({
    name: 'ioc_wall_tick_seconds',
    help: 'Time to answer the questions of all subscribers and tell them',
    buckets: MILLISECONDS,
    registers,
  });
  const requests = new Histogram({
    name: 'ioc_wall_request_seconds',
    help: 'Time to answer a request over HTTP',
    labelNames: ['route', 'method', 'status'],
    buckets: MILLISECONDS,
    registers,
  });
  const slow = new Counter({
    name: 'ioc_wall_slow_queries_total',
    help: 'Statements of the database that took 40 ms or longer',
    registers,
  });
  let slowQueries = 0;

  return {
    batch(source, tally, ms) {
      batches.observe(ms / 1000);
      for (const [outcome, count] of Object.entries(tally)) lines.inc({ source, outcome }, count);
    },
    commit: (ms) => commits.observe(ms / 1000),
    batchFailed: (source) => failedBatches.inc({ source }),
    tick: (ms) => ticks.observe(ms / 1000),
    answered: (route, method, status, ms) => requests.observe({ route, method, status }, ms / 1000),
    slowQuery(sql, ms) {
      slowQueries += 1;
      slow.inc();
      log.slow(sql, ms);
    },
    slowQueries: () => slowQueries,
    read(readings) {
      for (const { name, help, value } of readings)
        new Gauge({
          name,
          help,
          registers,
          collect() {
            this.set(value());
          },
        });
    },
    sources: (list) => measureSources(list, registry),
    scrape: async () => ({ type: registry.contentType, text: await registry.metrics() }),
    stop: () => registry.clear(),
  };
}

/** Health of sources: one set of values each; a source that is taken away is no longer told of. */
function measureSources(list: () => SourceHealth[], registry: Registry): void {
  const told: [name: string, help: string, value: (source: SourceHealth) => number | null][] = [
    ['source_up', '1 when the source is heard on time', (s) => (s.state === 'on_time' ? 1 : 0)],
    ['source_age_seconds', 'Seconds since the source was last heard from', (s) => s.ageS],
    ['source_clock_off_seconds', "The source's clock minus ours", (s) => s.clockOffS ?? null],
    ['source_lag_events', 'Events the source says it has beyond those taken in', (s) => s.behind],
    ['source_last_seq', 'Position of the source', (s) => s.lastSeq],
    ['source_quarantined', 'Lines of the source that wait for a correction', (s) => s.counts.quarantined],
    ['source_held', 'Lines of the source that wait for their unit', (s) => s.counts.held],
    ['source_conflicts', 'Conflicts of versions the source had a part in', (s) => s.counts.conflicts],
    ['source_accepted_total', 'Lines accepted from the source since it was made', (s) => s.counts.accepted],
  ];
  for (const [name, help, value] of told)
    new Gauge({
      name: `ioc_wall_${name}`,
      help,
      labelNames: ['source'],
      registers: [registry],
      collect() {
        this.reset();
        for (const source of list()) {
          const found = value(source);
          if (found !== null) this.set({ source: source.id }, found);
        }
      },
    });
}
