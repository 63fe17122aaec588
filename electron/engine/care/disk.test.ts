/** A disk that fills, and one that cannot be written: a small real file system. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { problem } from '../../contract/problems.ts';
import { serverMessage } from '../../contract/live.ts';
import {
  endPrograms,
  type FeedServer,
  type Program,
  serveFeed,
  startProgram,
  until,
} from '../fixtures/program.ts';
import { databaseIn } from './files.ts';
import { manyLines } from './fixtures.ts';

const SIZE_MIB = 48;
const folder = mkdtempSync(join(tmpdir(), 'ioc-disk-'));
const disk = join(folder, 'disk');
/** Why there is no disk of its own here, if so: making one takes root and loop devices. */
const without = makeDisk();

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: 'pipe' });
}

function makeDisk(): string | null {
  try {
    const image = join(folder, 'image');
    writeFileSync(image, Buffer.alloc(SIZE_MIB * 1024 * 1024));
    run('mkfs.ext4', '-q', '-m', '0', '-O', '^has_journal', image);
    mkdirSync(disk);
    run('mount', '-o', 'loop', image, disk);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

afterAll(() => {
  endPrograms();
  if (without === null) run('umount', '-l', disk);
  rmSync(folder, { recursive: true, force: true });
});

const settings = {
  backupSchedule: '0 3 * * *',
  backupsKept: 3,
  backupDays: 30,
  reserveMib: 0,
  keepLinesYears: null,
};

/** Sends lines with the source's own token. */
const push = (program: Program, token: string, lines: readonly object[]) =>
  fetch(`${program.url}/api/v1/sources/day/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body: lines.map((line) => JSON.stringify(line)).join('\n'),
  });

describe.skipIf(without !== null)(`a small disk${without === null ? '' : ` (${without})`}`, () => {
  const lines = manyLines(400);
  let dataDir: string;
  let program: Program;
  let token: string;
  let feed: FeedServer;

  beforeAll(async () => {
    dataDir = join(disk, 'data');
    feed = await serveFeed(lines.slice(0, 300));
    program = await startProgram(dataDir);
    await program.admin.call('POST', '/sources', { id: 'day', kind: 'push' });
    const made = await program.admin.call('POST', '/sources/day/tokens');
    token = ((await made.json()) as { token: string }).token;
  });

  afterAll(() => feed.close());

  it('takes nothing in while there is less room than the reserve, and says so everywhere', async () => {
    const refused = await push(program, token, lines);
    expect(refused.status).toBe(507);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(problem.parse(await refused.json()).detail).toContain('free room');
    const system = await program.system();
    expect(system).toMatchObject({
      intake: 'disk_full',
      notices: [{ code: 'disk_full', acknowledgeable: false }],
    });
    expect(await noticesHeard(program)).toEqual(['disk_full']);
    const asked = { id: 'feed', kind: 'pull', url: feed.url, waitS: 1 };
    expect((await program.admin.call('POST', '/sources', asked)).status).toBe(201);
    expect(await (await program.admin.call('GET', '/metrics')).text()).toMatch(/^ioc_wall_intake_open 0$/m);
    expect(await (await program.admin.call('GET', '/healthz')).json()).toMatchObject({ intake: 'disk_full' });
  });

  it('takes lines in by itself as soon as there is room enough', async () => {
    expect(feed.asked()).toBe(0);
    expect((await program.admin.call('PUT', '/system/care', settings)).status).toBe(200);
    await until(async () => (await program.system()).intake === 'open');
    expect(await (await push(program, token, lines.slice(0, 500))).json()).toMatchObject({ accepted: 500 });
    expect(await noticesHeard(program)).toEqual([]);
    await program.reached('feed', feed.lines.length);
  });

  it('fills to the last byte without harm, and goes on when there is room', async () => {
    const filler = join(disk, 'filler');
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(filler, Buffer.alloc(bavail * bsize - 300 * 1024));
    const statuses = new Set<number>();
    for (let from = 500; from < lines.length; from += 100)
      statuses.add((await push(program, token, lines.slice(from, from + 100))).status);
    expect(statuses).toContain(507);
    expect([...statuses].filter((status) => ![200, 507].includes(status))).toEqual([]);
    expect((await program.system()).intake).toBe('disk_full');
    expect((await program.admin.call('GET', '/measures?unit=HCM&year=2025')).status).toBe(200);
    expect((await program.admin.call('POST', '/system/backups')).status).toBe(507);
    rmSync(filler);
    await until(async () => (await program.system()).intake === 'open');
    const again = (await (await push(program, token, lines)).json()) as Record<string, number>;
    expect((again['accepted'] ?? 0) + (again['duplicates'] ?? 0)).toBe(lines.length);
    expect(again).toMatchObject({ quarantined: 0, held: 0 });
    expect(await (await program.admin.call('POST', '/system/check')).json()).toEqual({ is: 'good' });
  });

  it('that cannot be written takes nothing in either, and goes on when it can', async () => {
    const log = `${databaseIn(dataDir)}-wal`;
    run('chattr', '+i', log);
    const refused = await push(program, token, [{ ...lines[3], id: 'other', case: 'other' }]);
    expect(refused.status).toBe(507);
    expect(problem.parse(await refused.json()).detail).toContain('writable');
    const system = await program.system();
    expect(system.intake).toBe('disk_read_only');
    expect(system.notices.map(({ code }) => code)).toContain('disk_read_only');
    run('chattr', '-i', log);
    await until(async () => (await program.system()).intake === 'open');
    expect(
      await (await push(program, token, [{ ...lines[3], id: 'other', case: 'other' }])).json(),
    ).toMatchObject({ accepted: 1 });
  });

  it('leaves a good database, and when it is read-only at the start the engine says so in one sentence', async () => {
    await program.kill('SIGTERM');
    const db = new Database(databaseIn(dataDir), { readonly: true });
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.close();
    run('mount', '-o', 'remount,ro', disk);
    await expect(startProgram(dataDir)).rejects.toThrow(
      /ended with 78: The data folder .* cannot be written/,
    );
    run('mount', '-o', 'remount,rw', disk);
  });
});

/** Codes of the notices in the next tick. */
async function noticesHeard(program: Program): Promise<string[]> {
  const live = new WebSocket(`${program.url.replace('http', 'ws')}/api/v1/live`, {
    headers: { cookie: program.admin.cookie },
  });
  try {
    return await new Promise((resolve, reject) => {
      live.on('error', reject);
      live.on('message', (data: Buffer) => {
        const message = serverMessage.parse(JSON.parse(data.toString('utf8')));
        if (message.type === 'tick') resolve(message.notices.map(({ code }) => code));
      });
    });
  } finally {
    live.close();
  }
}
