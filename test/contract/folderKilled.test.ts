/** The engine ends without a word, again and again, while it reads a folder: no row is lost, none counted twice. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { SourceAnswer } from '../../electron/contract/sources.ts';
import { START_MS } from './engineProcess.ts';
import { openHouse } from './house.ts';
import { seeded } from './seeded.ts';

const SEED = 20_260_410;
const KILLS = 6;
const FILES = 8;
const ROWS = 3000;

it(
  'is read exactly once through six kills',
  async () => {
    const next = seeded(SEED);
    const house = await openHouse();
    try {
      const folder = join(house.dataDir, 'in');
      mkdirSync(folder);
      const units = await house.source('units');
      await units.push([
        {
          id: '1',
          type: 'unit',
          v: 1,
          at: '2024-01-01T00:00:00+07:00',
          unit: 'u',
          name: 'u',
          parent: null,
          level: 'room',
        },
      ]);
      for (let file = 0; file < FILES; file += 1)
        writeFileSync(
          join(folder, `f${file}.csv`),
          `case,due\n${Array.from({ length: ROWS }, (_, n) => `f${file}-${n},${n % 7 === 0 ? 'sai' : 1000}`).join('\n')}\n`,
        );
      const good = FILES * Array.from({ length: ROWS }, (_, n) => n).filter((n) => n % 7 !== 0).length;
      await house.call('POST', '/sources', {
        id: 'folder',
        kind: 'files',
        folder,
        format: { as: 'csv' },
        everyS: 0.05,
        settleS: 0,
        mappings: [
          {
            event: 'case',
            fields: {
              case: 'case',
              unit: { const: 'u' },
              initiation: { const: 'ex_officio' },
              category: { const: 'civil' },
              accepted_on: { const: '2025-11-03' },
              due: 'due',
              done: { const: 0 },
              state: { const: 'in_progress' },
            },
            at: { const: '2025-11-03' },
          },
        ],
      });
      const look = async () => (await (await house.call('GET', '/sources/folder')).json()) as SourceAnswer;
      for (let kill = 0; kill < KILLS; kill += 1) {
        await wait(next() * 400);
        await house.killAndRestart();
        // A file that grows while all this happens is read again, from its beginning.
        appendFileSync(join(folder, 'f0.csv'), `more-${kill},1000\n`);
      }
      const wanted = good + KILLS;
      const cases = async () => (await house.measures('u', '2026-01-01T00:00:00+07:00', 2026)).cases.F ?? 0;
      while ((await cases()) < wanted || Object.values((await look()).positions).length < FILES)
        await wait(100);
      const settled = await look();
      expect(await cases()).toBe(wanted);
      expect(settled.health.counts).toMatchObject({ accepted: wanted });
      for (const position of Object.values(settled.positions))
        expect(JSON.parse(position)).toMatchObject({ done: true });
    } finally {
      await house.close();
    }
  },
  START_MS * 4,
);
