/**
 * A stand-in for the sector's systems: an ordinary pull source with two statistical years of invented case
 * histories, calibrated to the published record, and a live stream after them.
 */
import type { AddressInfo } from 'node:net';
import { formatInstant, startOfDay, yearOf, yearStart } from '../contract/calendar.ts';
import { eventsPerYear, LiveFeed } from './live.ts';
import { OptionError, readOptions, type Options } from './options.ts';
import { ReferenceDataError } from './organisation.ts';
import { asPlanned, frozen, steady, workingWeek, type Pace } from './pace.ts';
import { randomStream } from './random.ts';
import { sourceServer } from './server.ts';
import { SectorStream } from './stream.ts';

function paceOf(options: Options, stream: SectorStream, firstYear: number, now: number): Pace {
  if (options.rate === 0) return frozen();
  if (options.rate !== null) return steady(options.rate, now);
  if (options.asOf === null) return asPlanned();
  const perYear = eventsPerYear(stream, yearStart(firstYear), yearStart(firstYear + 1));
  return workingWeek(perYear, now, randomStream(options.seed, 'pace'));
}

function start(options: Options): void {
  const now = Date.now();
  const asOf = options.asOf ?? startOfDay(now);
  const firstYear = yearOf(asOf) - 1;
  const { seed, cases } = options;
  const stream = new SectorStream({ seed, cases, firstYear });
  const feed = new LiveFeed(stream, asOf, paceOf(options, stream, firstYear, now), Date.now);
  const about = { seed, cases, asOf: formatInstant(asOf), calibratedYear: firstYear };
  const server = sourceServer({ feed, faults: options.faults, random: randomStream(seed, 'faults'), about });

  server.on('error', (error: NodeJS.ErrnoException) => {
    const why =
      error.code === 'EADDRINUSE'
        ? `Port ${options.port} is taken: choose another with --port, or leave --port out for a free one.`
        : `The demo source cannot listen on port ${options.port} (${error.message}): choose another with --port.`;
    process.stderr.write(`${why}\n`);
    process.exit(1);
  });
  server.listen(options.port, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.stdout.write(`${JSON.stringify({ ready: true, url: `http://127.0.0.1:${port}` })}\n`);
  });
  const stop = () => {
    feed.close();
    server.close();
    server.closeAllConnections();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

try {
  start(readOptions(process.argv.slice(2), Date.now()));
} catch (error) {
  if (!(error instanceof OptionError || error instanceof ReferenceDataError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(error instanceof OptionError ? 2 : 1);
}
