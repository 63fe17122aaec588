/** Random events over real HTTP, from two sources at once, against the naive recomputation. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY_MS, formatInstant, parseInstant, yearStart } from '../../electron/contract/calendar.ts';
import { event } from '../../electron/contract/events.ts';
import { naiveMeasures, type Sent } from '../oracle/oracle.ts';
import { winners } from '../oracle/states.ts';
import { instants, receiptStreams, type SentLine, streams, UNITS, YEARS } from '../oracle/streams.ts';
import { START_MS } from './engineProcess.ts';
import { type House, openHouse, path } from './house.ts';

let houses: House[];
beforeAll(async () => {
  houses = await Promise.all([openHouse(), openHouse(), openHouse(), openHouse()]);
}, START_MS);
afterAll(() => Promise.all(houses.map((house) => house.close())));

it.each([
  [0, 1],
  [1, 2],
  [2, 5],
  [3, 14],
])('numbers are those of the naive recomputation (house %i, %i streams at once)', async (n, together) => {
  const house = houses[n] as House;
  const seed = Number(process.env['CONTRACT_SEED'] ?? Date.now() % 1_000_000) + n;
  const sent: SentLine[] = fc
    .sample(together > 4 ? fc.oneof(streams, receiptStreams) : streams, { seed, numRuns: together })
    .flatMap((stream, s) =>
      stream.map(({ source, line }) => ({ source, line: { ...line, id: `${s} ${line.id}` } })),
    );
  const sources = await Promise.all(['s1', 's2'].map((id) => house.source(id)));
  // Both sources push small bodies side by side, each in an order of its own, everything twice.
  await Promise.all(
    sources.map(async (source) => {
      const own = sent.filter((s) => s.source === source.id).map((s) => s.line);
      const order =
        fc.sample(fc.shuffledSubarray([...own, ...own], { minLength: own.length * 2 }), {
          seed,
          numRuns: 1,
        })[0] ?? [];
      for (let at = 0; at < order.length; at += 7) {
        const body = order.slice(at, at + 7);
        const { accepted, duplicates, held, quarantined } = await source.push(body);
        expect(accepted + duplicates + held + quarantined).toBe(body.length);
      }
    }),
  );
  // What is dated more than a day ahead is not taken in: it settles no conflict either.
  const latest = Date.now() + DAY_MS;
  const read: Sent[] = sent
    .map(({ source, line }) => ({ source, event: event.parse(line) }))
    .filter(({ event: { at } }) => at <= latest);
  // Of two events that claim one version only the winner makes its unit known.
  const inForce = winners(read);
  const questions = fc.sample(
    fc.tuple(fc.constantFrom(...UNITS), fc.constantFrom(...YEARS, 2027), instants),
    { seed, numRuns: 60 },
  );
  const now = Date.now();
  for (const [unit, year, any] of questions) {
    const at = Math.max(any, yearStart(year));
    const answer = await house.call('GET', path('/measures', { unit, year, at: formatInstant(at) }));
    const instant = Math.min(at, yearStart(year + 1) - 1);
    const isThere = inForce.some((e) => e.type === 'unit' && e.unit === unit && e.at <= instant);
    expect([seed, unit, year, at, answer.status]).toEqual([seed, unit, year, at, isThere ? 200 : 400]);
    if (!isThere) continue;
    const told = (await answer.json()) as {
      cases: Record<string, number | null>;
      money: Record<string, string | null>;
    };
    const naive = naiveMeasures(read, unit, year, at);
    const text = (table: Record<string, bigint | number | string | null>) =>
      Object.fromEntries(Object.entries(table).map(([l, v]) => [l, v === null ? null : String(v)]));
    expect({ seed, unit, year, at, cases: text(told.cases), money: told.money }).toEqual({
      seed,
      unit,
      year,
      at,
      cases: text(naive.cases),
      money: text(naive.money),
    });
  }
  // A series says at each point what the tables say there.
  for (const unit of UNITS) {
    const route = path('/series', {
      indicator: 'cases_to_enforce',
      unit,
      from: '2024-10-01',
      to: '2026-09-30',
      step: 'week',
    });
    const answer = await house.call('GET', route);
    if (answer.status !== 200) continue;
    const { points } = (await answer.json()) as { points: { at: string; value: number | null }[] };
    for (const { at, value } of points) {
      const instant = parseInstant(at) ?? now;
      const there = naiveMeasures(
        read,
        unit,
        Number(at.slice(0, 4)) + (Number(at.slice(5, 7)) > 9 ? 1 : 0),
        instant,
      );
      if (value === null && there.cases.F !== null) continue;
      expect([seed, at, value]).toEqual([seed, at, there.cases.F === null ? null : Number(there.cases.F)]);
    }
  }
});
