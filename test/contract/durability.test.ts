/** An answer means that the events are on the disk: the engine is killed without warning, again and again. */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { formatInstant, yearStart } from '../../electron/contract/calendar.ts';
import { type SentLine, streams, UNITS } from '../oracle/streams.ts';
import { type House, openHouse, path, type Source } from './house.ts';
import { enforcementCase, unit } from './lines.ts';

/** How often the engine is killed while it takes lines in. */
const KILLS = Number(process.env['CONTRACT_KILLS'] ?? 15);

const houses: House[] = [];
afterEach(async () => {
  await Promise.all(houses.splice(0).map((house) => house.close()));
});
async function open(): Promise<House> {
  const house = await openHouse();
  houses.push(house);
  return house;
}

/** Lines of several random streams at once, and many plain cases between them; some come again, some are no lines. */
function crowd(seed: number): SentLine[] {
  const lines = fc
    .sample(streams, { seed, numRuns: 12 })
    .flatMap((stream, n) =>
      stream.map(({ source, line }): SentLine => ({ source, line: { ...line, id: `${n} ${line.id}` } })),
    );
  const plain = Array.from({ length: 4000 }, (_, i): SentLine => {
    const at = formatInstant(yearStart(2026) + i * 1_000_000);
    const line = enforcementCase(`plain ${i % 1500}`, {
      v: 1 + Math.floor(i / 1500),
      unit: `u${i % 4}`,
      at,
      done: i,
    });
    return { source: i % 2 ? 's1' : 's2', line };
  });
  const mixed = [...lines, ...plain];
  return mixed.map((_, i) => mixed[(i * 7919) % mixed.length]).filter((sent) => sent !== undefined);
}

function chunksOf(lines: readonly SentLine[], source: string): string[] {
  const own = lines.filter((sent) => sent.source === source).map(({ line }) => JSON.stringify(line));
  const chunks: string[] = [];
  for (let at = 0; at < own.length; at += 150)
    chunks.push([...own.slice(at, at + 150), `{"no line of":"${source} ${at}"}`].join('\n'));
  return chunks;
}

/** Every number there is to ask for, and what the sources say of themselves. */
async function everything(house: House, sources: readonly Source[]) {
  const numbers: unknown[] = [];
  for (const of of UNITS)
    for (const year of [2024, 2025, 2026])
      for (const at of [
        formatInstant(yearStart(year) + 200 * 86_400_000),
        formatInstant(yearStart(year + 1) - 1),
      ]) {
        const answer = await house.call('GET', path('/measures', { unit: of, year, at }));
        numbers.push(answer.status === 200 ? await answer.json() : answer.status);
      }
  const told = await Promise.all(
    sources.map(async (source) => {
      const { counts, lastSeq } = await source.health();
      const entries = await source.quarantine();
      return {
        lastSeq,
        held: counts.held,
        entries: entries.map((e) => `${e.reason} ${e.status} ${e.line}`).sort(),
      };
    }),
  );
  return { numbers, told };
}

describe('after SIGKILL', () => {
  it('right behind an answer, everything answered is there', async () => {
    const house = await open();
    const source = await house.source('s');
    await source.push([unit('U')]);
    for (let round = 0; round < 5; round++) {
      const lines = Array.from({ length: 500 }, (_, i) => enforcementCase(`${round} ${i}`));
      const bad = { ...enforcementCase(`bad ${round}`), due: -1, seq: 10 + round };
      const held = enforcementCase(`held ${round}`, { unit: 'unknown' });
      expect(await source.push([...lines, bad, held])).toMatchObject({
        accepted: 500,
        quarantined: 1,
        held: 1,
      });
      await house.killAndRestart();
      expect((await house.measures('U', '2026-01-01T00:00:00Z')).cases.C).toBe(500 * (round + 1));
      expect(await source.health()).toMatchObject({
        lastSeq: 10 + round,
        counts: { held: round + 1, quarantined: round + 1, accepted: 1 + 500 * (round + 1) },
      });
      expect(await source.push(lines)).toMatchObject({ accepted: 0, duplicates: 500 });
    }
  });

  it(`at ${KILLS} random moments during pushes, a second push of everything leaves nothing lost or counted twice`, async () => {
    const lines = crowd(20261122);
    const killed = await open();
    const undisturbed = await open();
    const [a, b] = await Promise.all(['s1', 's2'].map((id) => killed.source(id)));
    if (!a || !b) throw new Error('no sources');
    const feeds = [a, b].map((source) => ({ source, chunks: chunksOf(lines, source.id), next: 0 }));
    const random = (most: number) => fc.sample(fc.nat({ max: most }), 1)[0] ?? 0;

    async function feed(from: (typeof feeds)[number], stop: { now: boolean }): Promise<void> {
      while (!stop.now) {
        const chunk = from.chunks[from.next % from.chunks.length] ?? '';
        try {
          await from.source.push(chunk);
          from.next += 1;
        } catch (error) {
          // Only the death of the engine may end a push; an answer that is no 200 is a fault.
          if (error instanceof Error && error.message.startsWith('push answered')) throw error;
          return;
        }
      }
    }

    for (let kill = 0; kill < KILLS; kill++) {
      const stop = { now: false };
      const feeding = Promise.all(feeds.map((from) => feed(from, stop)));
      await new Promise((resolve) => setTimeout(resolve, random(120)));
      await killed.kill();
      stop.now = true;
      await feeding;
      await killed.restart();
      for (const { source, chunks, next } of feeds) {
        if (next === 0) continue;
        // What was answered before the kill is there: nothing of it is new. The last line never was one.
        const again = await source.push(chunks[(next - 1) % chunks.length] ?? '');
        expect(again).toMatchObject({ held: 0, accepted: 0 });
      }
    }

    for (const { source, chunks } of feeds) for (const chunk of chunks) await source.push(chunk);
    const calm = await Promise.all(['s1', 's2'].map((id) => undisturbed.source(id)));
    for (const source of calm) for (const chunk of chunksOf(lines, source.id)) await source.push(chunk);
    expect(await everything(killed, [a, b])).toEqual(await everything(undisturbed, calm));
  }, 300_000);
});
