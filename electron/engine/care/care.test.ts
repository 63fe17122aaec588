import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentDigest } from '../ingest/index.ts';
import { sameContent } from '../ingest/reading.ts';
import { createMeasures } from '../measures/index.ts';
import { listBackups, makeBackup, restoreNewest, thinBackups } from './backups.ts';
import { backupsIn, databaseIn } from './files.ts';
import { figuresOf, type KeptStore, keepStore, manyLines, TAKEN_AT } from './fixtures.ts';
import { rebuildCube } from './rebuild.ts';
import { putLinesAway } from './retention.ts';

let kept: KeptStore;
beforeEach(() => {
  kept = keepStore();
});
afterEach(() => kept.end());

let clock = TAKEN_AT;
const backUp = () =>
  makeBackup({
    db: kept.store.db,
    folder: backupsIn(kept.dataDir),
    reason: 'asked',
    program: 'test',
    now: () => (clock += 60_000),
  });

describe('a backup', () => {
  it('is as good as the database, while that is written to', async () => {
    await kept.push(manyLines(300));
    const making = backUp();
    const lines = manyLines(900);
    await kept.push(lines.slice(1200));
    const made = await making;
    await kept.push(lines);
    expect(listBackups(backupsIn(kept.dataDir))).toEqual([made]);
    expect(readdirSync(backupsIn(kept.dataDir)).sort()).toEqual([
      made.file.replace('.sqlite', '.json'),
      made.file,
    ]);
  });

  it('brings back the figures of its instant', async () => {
    await kept.push(manyLines(200));
    const figures = figuresOf(kept.measures);
    const made = await backUp();
    await kept.push(manyLines(250));
    expect(figuresOf(kept.measures)).not.toBe(figures);
    kept.store.close();
    expect(await restoreNewest(backupsIn(kept.dataDir), databaseIn(kept.dataDir))).toEqual(made);
    const again = keepStore(kept.dataDir);
    expect(figuresOf(again.measures)).toBe(figures);
    again.store.close();
  });

  it('that has gone bad is passed over', async () => {
    await kept.push(manyLines(50));
    const first = await backUp();
    const second = await backUp();
    const file = join(backupsIn(kept.dataDir), second.file);
    const bytes = readFileSync(file);
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    kept.store.close();
    expect(await restoreNewest(backupsIn(kept.dataDir), databaseIn(kept.dataDir))).toEqual(first);
  });

  it('goes when there are newer ones or it is old, but never the last', async () => {
    const made = [await backUp(), await backUp(), await backUp()];
    const folder = backupsIn(kept.dataDir);
    thinBackups(folder, { kept: 2, days: 30 }, clock);
    expect(listBackups(folder)).toEqual([made[2], made[1]]);
    thinBackups(folder, { kept: 2, days: 30 }, clock + 31 * 86_400_000);
    expect(listBackups(folder)).toEqual([made[2]]);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('without its manifest, or half done, does not count', async () => {
    const made = await backUp();
    const folder = backupsIn(kept.dataDir);
    writeFileSync(join(folder, 'engine-1.json'), '{"schema":1');
    writeFileSync(join(folder, 'engine-2.sqlite'), 'a copy');
    writeFileSync(join(folder, 'engine-3.sqlite.part'), 'half a copy');
    expect(listBackups(folder)).toEqual([made]);
    await backUp();
    expect(readdirSync(folder)).not.toContain('engine-3.sqlite.part');
  });
});

describe('lines of past years', () => {
  it('are put away with every figure unchanged, and known when they are sent again', async () => {
    const lines = manyLines(400);
    await kept.push(lines);
    const figures = figuresOf(kept.measures);
    const done = await putLinesAway(kept.store.db, TAKEN_AT + 1, new AbortController().signal);
    expect(done.lines).toBe(lines.filter((line) => line.type !== 'unit').length);
    expect(figuresOf(createMeasures(kept.store, []))).toBe(figures);
    expect(rebuildCube(kept.store).differing).toEqual({ cube: 0, change: 0 });
    const again = lines.map((line) => Object.fromEntries(Object.entries(line).reverse()) as typeof line);
    expect(await kept.push(again)).toMatchObject({ accepted: 0, duplicates: lines.length });
    const other = { ...(lines[5] as (typeof lines)[0]), v: 77 };
    expect(await kept.push([other])).toMatchObject({ quarantined: 1 });
    expect(kept.measures.latest({ unit: 'HCM', at: TAKEN_AT, limit: 5 })).toEqual({ events: [] });
    expect(await putLinesAway(kept.store.db, TAKEN_AT + 1, new AbortController().signal)).toMatchObject({
      lines: 0,
    });
  });

  it('stay whole when they were taken in later', async () => {
    await kept.push(manyLines(20));
    const done = await putLinesAway(kept.store.db, TAKEN_AT, new AbortController().signal);
    expect(done).toEqual({ lines: 0, bytes: 0 });
  });

  it('have a digest that is the same for whatever says the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const turned = JSON.stringify(turnAround(value));
        expect(contentDigest(JSON.parse(turned))).toEqual(contentDigest(value));
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const same = sameContent(JSON.stringify(a), JSON.stringify(b));
        expect(contentDigest(a).equals(contentDigest(b))).toBe(same);
      }),
    );
  });
});

describe('the cube made anew', () => {
  it('is the cube that ingest kept, and puts a wrong one right', async () => {
    await kept.push(manyLines(500));
    const figures = figuresOf(kept.measures);
    expect(rebuildCube(kept.store)).toMatchObject({ differing: { cube: 0, change: 0 }, entities: 1001 });
    kept.store.db.exec('UPDATE cube SET nB = nB + 1 WHERE span = 24; DELETE FROM change WHERE unit = 2');
    expect(figuresOf(createMeasures(kept.store, []))).not.toBe(figures);
    const found = rebuildCube(kept.store, { compareOnly: true });
    expect(found.differing.cube).toBeGreaterThan(0);
    expect(rebuildCube(kept.store).differing).toEqual(found.differing);
    expect(figuresOf(createMeasures(kept.store, []))).toBe(figures);
    expect(rebuildCube(kept.store).differing).toEqual({ cube: 0, change: 0 });
    expect(readdirSync(kept.dataDir).filter((name) => name.startsWith('rebuild-'))).toEqual([]);
  });
});

function turnAround(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnAround);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, of]) => [name, turnAround(of)]),
  );
}
