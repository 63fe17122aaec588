/** Engine and sources end without a word, again and again, while data flow: nothing is lost, nothing counted twice. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { buildChanged } from '../../build/vite/build.ts';
import type { SourceAnswer } from '../../electron/contract/sources.ts';
import { noMosquitto } from '../../electron/engine/connect/mqtt/mosquitto.ts';
import { noPostgresql } from '../../electron/engine/connect/sql/postgresqlServer.ts';
import { FILE_ROWS } from '../sources/folder.ts';
import { isBroken, lineOf, lineOfRow } from '../sources/lines.ts';
import { SHIPPED } from './engineProcess.ts';
import { type House, openHouse } from './house.ts';
import { unit } from './lines.ts';
import { seeded } from './seeded.ts';
import {
  brokerVictim,
  databaseVictim,
  feedVictim,
  folderVictim,
  pushVictim,
  type Victim,
} from './victims.ts';

/** How often each of the two is killed. */
const KILLS = Number(process.env['CONTRACT_KILLS'] ?? 100);
const SEED = Number(process.env['CONTRACT_SEED'] ?? Date.now() % 1_000_000);
/** Lines that each source has to say in the end. */
const LINES = 6000;
/** Within this time after a start the next kills come (ms); data flow all the while. */
const WINDOW_MS = 160;
const TICK_MS = 10;
/** Everything must have been taken in this long after the last kill (ms). */
const SETTLING_MS = 60_000;

const left = [noPostgresql(), noMosquitto()].filter((why) => why !== null).join('; ');
/** Sources whose rows become events by a mapping. */
const OF_ROWS = ['folder', 'database'];

async function victimsIn(folder: string): Promise<Victim[]> {
  return Promise.all([
    pushVictim('push', folder, join(folder, 'target.json')),
    feedVictim('pages', folder, false),
    feedVictim('stream', folder, true),
    folderVictim('folder', folder),
    ...(noPostgresql() === null ? [databaseVictim('database')] : []),
    ...(noMosquitto() === null ? [brokerVictim('broker')] : []),
  ]);
}

const numbers = Array.from({ length: LINES }, (_, i) => i + 1);
const broken = numbers.filter(isBroken);

it(
  `through ${KILLS} kills of the engine and ${KILLS} of its sources nothing is lost or counted twice (seed ${SEED}${left && `; without: ${left}`})`,
  async () => {
    const random = seeded(SEED);
    await buildChanged(['engine']);
    const house = await openHouse(SHIPPED);
    const folder = join(house.dataDir, 'sources');
    mkdirSync(folder);
    const victims = await victimsIn(folder);
    const look = (id: string) => house.get<SourceAnswer>(`/sources/${id}`);
    try {
      await makeSources(house, victims, join(folder, 'target.json'));
      // A broker keeps what it is told from the first subscription on.
      for (const { id } of victims) if (id !== 'push') await reached(id, isHeard);
      for (let kill = 0; kill < KILLS; kill += 1) {
        const victim = victims[kill % victims.length] as Victim;
        const flowing = flow(victims, kill);
        const [ofSource, ofEngine] = [random() * WINDOW_MS, random() * WINDOW_MS];
        await Promise.all([
          wait(ofSource).then(async () => {
            await victim.kill();
            await victim.restart();
          }),
          wait(ofEngine).then(async () => {
            await house.killAndRestart();
            tellPusher(house);
          }),
        ]);
        await flowing;
      }
      for (const victim of victims) victim.allow(LINES);
      for (const victim of victims) await settled(victim);

      for (const { id } of victims) await mustBeExact(id);
      // Nothing is taken in again after yet another start: the positions are where the data end.
      const before = await Promise.all(victims.map(({ id }) => look(id)));
      await house.killAndRestart();
      for (const [i, { id }] of victims.entries()) {
        const read = id === 'push' ? await look(id) : await reached(id, isHeard);
        const [was, is] = [before[i]?.health.counts, read.health.counts];
        expect([id, is.accepted, is.quarantined, read.positions]).toEqual([
          ...[id, was?.accepted, was?.quarantined, before[i]?.positions],
        ]);
        // What a broker has not heard the acknowledgement of it sends again, and it is known.
        if (id !== 'broker') expect([id, is.duplicates]).toEqual([id, was?.duplicates]);
      }
      expect(await everything(house)).toEqual(await undisturbed(victims));
    } finally {
      await Promise.all(victims.map((victim) => victim.end()));
      await house.close();
    }

    function tellPusher({ url }: House): void {
      const { token } = target;
      writeFileSync(join(folder, 'target.json'), JSON.stringify({ url, token }));
    }

    /** Lets every source say its share of this round, little by little. */
    async function flow(all: readonly Victim[], round: number): Promise<void> {
      const ticks = WINDOW_MS / TICK_MS;
      for (let tick = 1; tick <= ticks; tick += 1) {
        for (const victim of all) victim.allow(Math.floor((LINES * (round + tick / ticks)) / KILLS));
        await wait(TICK_MS);
      }
    }

    async function reached(id: string, wanted: (source: SourceAnswer) => boolean): Promise<SourceAnswer> {
      const patience = Date.now() + SETTLING_MS;
      for (;;) {
        const source = await look(id);
        if (wanted(source)) return source;
        if (Date.now() > patience) throw new Error(`${id} has not come to rest: ${JSON.stringify(source)}`);
        await wait(50);
      }
    }

    async function settled({ id, hasSaid }: Victim): Promise<void> {
      await reached(id, ({ health: { counts, behind, lastSeq }, positions }) => {
        if (!hasSaid(LINES) || counts.accepted < LINES - broken.length) return false;
        if (id === 'folder') return behind === 0 && Object.keys(positions).length === LINES / FILE_ROWS;
        return OF_ROWS.includes(id) || lastSeq === LINES;
      });
    }

    async function mustBeExact(id: string): Promise<void> {
      const { health, positions } = await look(id);
      expect([id, health.counts.accepted, health.counts.held, health.counts.conflicts]).toEqual([
        ...[id, LINES - broken.length, 0, 0],
      ]);
      expect(health.lastSeq).toBe(OF_ROWS.includes(id) ? 0 : LINES);
      if (id === 'pages' || id === 'stream') expect(positions).toEqual({ '': String(LINES) });
      if (id === 'database') expect(JSON.parse(positions[''] ?? '')).toMatchObject({ key: String(LINES) });
      if (id === 'folder')
        for (const position of Object.values(positions))
          expect(JSON.parse(position)).toMatchObject({ done: true, taken: FILE_ROWS });
      const refused = new Set<string>();
      for (let after: string | null = ''; after !== null; ) {
        const page: { entries: { line: string; reason: string; status: string }[]; next: string | null } =
          await house.get(`/sources/${id}/quarantine?limit=100${after && `&after=${after}`}`);
        for (const { line } of page.entries) refused.add(line);
        after = page.next;
      }
      // A row may have been seen cut off where the program that wrote it was killed.
      const whole = [...refused].filter((line) => id !== 'folder' || line.includes('"sai"'));
      expect([id, whole.length]).toEqual([id, broken.length]);
    }
  },
  60_000 + KILLS * 6_000 + SETTLING_MS * 2,
);

const isHeard = ({ health }: SourceAnswer) => health.state === 'on_time';

const target = { token: '' };

async function makeSources(house: House, victims: readonly Victim[], file: string): Promise<void> {
  const units = await house.source('units');
  await units.push([unit('top'), ...[0, 1, 2, 3].map((n) => unit(`u${n}`, { parent: 'top' }))]);
  for (const { id, settings } of victims) {
    const made = await house.call('POST', '/sources', settings);
    expect([id, made.status, await made.text()]).toEqual([id, 201, expect.any(String)]);
  }
  const answer = await house.call('POST', '/sources/push/tokens', {});
  target.token = ((await answer.json()) as { token: string }).token;
  writeFileSync(file, JSON.stringify({ url: house.url, token: target.token }));
}

/** Every letter of every unit, at several instants. */
async function everything(house: House): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const of of ['top', 'u0', 'u1', 'u2', 'u3'])
    for (const at of ['2025-10-20T00:00:00+07:00', '2025-12-24T12:00:00+07:00', '2026-09-30T23:59:59+07:00'])
      found.push(await house.measures(of, at, 2026));
  return found;
}

/** The numbers of an engine that was never killed and was told the same things once, in order. */
async function undisturbed(victims: readonly Victim[]): Promise<unknown[]> {
  const house = await openHouse();
  try {
    const units = await house.source('units');
    await units.push([unit('top'), ...[0, 1, 2, 3].map((n) => unit(`u${n}`, { parent: 'top' }))]);
    for (const { id } of victims) {
      const source = await house.source(id);
      const good = numbers.filter((n) => !isBroken(n));
      await source.push(
        good.map((n) => (OF_ROWS.includes(id) ? JSON.stringify(lineOfRow(id, n)) : lineOf(id, n))).join('\n'),
      );
    }
    return await everything(house);
  } finally {
    await house.close();
  }
}
