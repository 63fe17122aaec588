/** Backups that are looked over again, and those of programs that wrote down less. */
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BackupManifest } from '../../contract/system.ts';
import { makeBackup, restoreNewest, verifyBackup } from './backups.ts';
import { backupsIn, databaseIn } from './files.ts';
import { type KeptStore, keepStore, manyLines, TAKEN_AT } from './fixtures.ts';

let kept: KeptStore;
let folder: string;
let made: BackupManifest;
beforeEach(async () => {
  kept = keepStore();
  folder = backupsIn(kept.dataDir);
  await kept.push(manyLines(40));
  made = await makeBackup({
    db: kept.store.db,
    folder,
    reason: 'asked',
    program: 'test',
    now: () => TAKEN_AT,
  });
});
afterEach(() => kept.end());

const manifestFile = () => join(folder, made.file.replace('.sqlite', '.json'));

it('is verified without being touched, even where nothing may be written', async () => {
  const file = join(folder, made.file);
  chmodSync(file, 0o400);
  const before = { ...statSync(file), atimeMs: 0, atime: 0 };
  expect(await verifyBackup(folder, made.file)).toEqual({ is: 'good' });
  expect({ ...statSync(file), atimeMs: 0, atime: 0 }).toEqual(before);
  expect(await verifyBackup(folder, '../engine.sqlite')).toBeNull();
});

it('that has gone bad is found out, wherever the byte lies', async () => {
  const file = join(folder, made.file);
  const good = readFileSync(file);
  for (const at of [20, 4096, Math.floor(good.length / 2), good.length - 1]) {
    const bytes = Buffer.from(good);
    bytes[at] = (bytes[at] ?? 0) ^ 0x10;
    writeFileSync(file, bytes);
    expect([at, (await verifyBackup(folder, made.file))?.is]).toEqual([at, 'damaged']);
  }
  writeFileSync(file, '');
  expect(await verifyBackup(folder, made.file)).toMatchObject({ is: 'damaged' });
});

it('that is not what its manifest says is found out', async () => {
  const sums = { ...made.sums, accepted: '1' };
  writeFileSync(manifestFile(), JSON.stringify({ ...made, sums }));
  expect(await verifyBackup(folder, made.file)).toMatchObject({
    is: 'damaged',
    detail: 'it differs from its manifest in accepted',
  });
});

it('of a program that wrote down fewer sums is as good as any', async () => {
  const { yearCloses: _, ...fewer } = made.sums;
  writeFileSync(manifestFile(), JSON.stringify({ ...made, sums: fewer }));
  expect(await verifyBackup(folder, made.file)).toEqual({ is: 'good' });
  kept.store.close();
  expect((await restoreNewest(folder, databaseIn(kept.dataDir)))?.file).toBe(made.file);
});
