/** A past minute of the wall as pictures: what hung there then, though figures and scene have changed since. */
import { mkdirSync, readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { type DemoSource, startDemoSource } from '../../build/launch/demoSource.ts';
import { keepPicture, PICTURES } from '../../build/rig/pictures.ts';
import { MONITORS } from '../../build/rig/sizes.ts';
import { finish } from '../../build/runtime/command.ts';
import { formatInstant } from '../../electron/contract/calendar.ts';
import { ROLES } from '../../electron/contract/live.ts';
import { type PastExport, pastExport } from '../../electron/contract/past.ts';
import type { Client } from '../../electron/engine/fixtures/face.ts';
import { describeOnRig } from './support/ground.ts';
import { eachPage, settled, shownText } from './support/screens.ts';
import { setUpWall } from './support/setUp.ts';
import { openTestWall, type TestWall, until } from './support/wall.ts';

const PASSWORD = 'mật khẩu của ca trực';
/** Changes are marked on the wall for ten seconds. */
const CALM_MS = 11_000;
/** The margin under the widgets, where the picture says what it is. */
const CAPTION_PX = 36;

describeOnRig('a past minute of the wall', (rig) => {
  let folder: string;
  let demo: DemoSource;
  let wall: TestWall;
  let pages: Page[];
  let url: string;
  let operator: Client;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ioc-past-'));
    demo = await startDemoSource({ cases: 1000, rate: 0 });
    // The walk of the picture over its monitor would move everything by some pixels.
    const dataDir = join(folder, 'data');
    mkdirSync(dataDir);
    const still = { orbit: { pixels: 0 }, dimming: { on: false } };
    writeFileSync(join(dataDir, 'screens.json'), JSON.stringify(still));
    wall = await openTestWall(rig(), { source: demo.url, dataDir });
    pages = await wall.untilWindows(MONITORS);
    await until('every widget', async () =>
      (await eachPage(pages, shownText)).every((texts) => texts.length > 0),
    );
    ({ url, person: operator } = await setUpWall(wall, { username: 'truc', password: PASSWORD }));
  });
  afterAll(async () => {
    await wall?.close();
    await demo?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function asked(at: string): Promise<PastExport> {
    const answer = await operator.call('POST', '/wall/past-pictures', { at });
    expect(answer.status).toBe(202);
    const { id } = pastExport.parse(await answer.json());
    return until('the pictures', async () => {
      const told = pastExport.parse(await (await operator.call('GET', `/wall/past-pictures/${id}`)).json());
      if (told.state === 'failed') throw new Error(told.why ?? 'failed');
      return told.state === 'done' && told;
    });
  }

  /** Pixels that differ visibly between two pictures, above the caption. */
  async function differing(a: string, b: string): Promise<number> {
    const cut = (file: string) => ['(', file, '-crop', `1920x${1080 - CAPTION_PX}+0+0`, '+repage', ')'];
    const { output } = await finish('compare', [
      '-metric',
      'AE',
      '-fuzz',
      '6%',
      ...cut(a),
      ...cut(b),
      'null:',
    ]);
    return Number.parseFloat(output);
  }

  it('is made anew as it hung there, and the wall is not disturbed meanwhile', async () => {
    await new Promise((resolve) => setTimeout(resolve, CALM_MS));
    await eachPage(pages, settled);
    const at = formatInstant(Date.now());
    const then = await Promise.all(
      ROLES.map(async (role, monitor) => {
        const file = join(folder, `then-${role}.png`);
        await rig().photograph(file, monitor);
        return file;
      }),
    );
    // Figures and layouts change: the minute is past.
    const push = await operator.call('POST', '/sources', { id: 'push', kind: 'push', nature: 'sample' });
    expect(push.status).toBe(201);
    const made = (await (await operator.call('POST', '/sources/push/tokens', { name: 'push' })).json()) as {
      token: string;
    };
    const receipt = {
      ...{
        id: 'r1',
        type: 'receipt',
        at: formatInstant(Date.now()),
        v: 1,
        receipt: 'past/1',
        unit: 'HCM-KV01',
      },
      ...{ officer: null, case: null, amount: 900_000_000_000, status: 'issued', converts: null },
    };
    const before = await eachPage(pages, shownText);
    const pushed = await fetch(`${url}/api/v1/sources/push/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${made.token}`, 'content-type': 'application/x-ndjson' },
      body: JSON.stringify(receipt),
    });
    expect(await pushed.json()).toMatchObject({ accepted: 1 });
    await operator.call('PUT', '/wall/scene', { scene: 'briefing' });
    await until('the other scene', async () =>
      (await eachPage(pages, shownText)).every((texts, i) => texts.join() !== before[i]?.join()),
    );
    await eachPage(pages, settled);
    const during = await wall.places();

    const told = await asked(at);
    expect(told).toMatchObject({ at, by: 'truc', scene: { id: 'default' } });
    expect(told.sources.find(({ id }) => id === 'demo')).toMatchObject({ state: 'on_time' });
    expect(told.pictures.map(({ role, width, height }) => [role, width, height])).toEqual(
      ROLES.map((role) => [role, 1920, 1080]),
    );
    expect(await wall.places()).toEqual(during);
    expect((await wall.windows()).length).toBe(MONITORS);

    const archive = await operator.call('GET', `/wall/past-pictures/${told.id}/archive`);
    expect(archive.headers.get('content-type')).toBe('application/zip');
    const files = await filesOf(Buffer.from(await archive.arrayBuffer()));
    expect(JSON.parse(files.get('minute.json')?.toString() ?? '')).toEqual(told);
    const share = new Map<string, number>();
    for (const [i, role] of ROLES.entries()) {
      const one = Buffer.from(
        await (await operator.call('GET', `/wall/past-pictures/${told.id}/${role}`)).arrayBuffer(),
      );
      const [name] = [...files.keys()].filter((each) => each.endsWith(`-${role}.png`));
      expect(files.get(name ?? '')?.equals(one)).toBe(true);
      const file = join(folder, `again-${role}.png`);
      writeFileSync(file, one);
      const kept = process.env[PICTURES];
      if (kept) {
        writeFileSync(join(kept, `past-${role}.png`), one);
        writeFileSync(join(kept, `then-${role}.png`), readFileSync(then[i] ?? ''));
      }
      share.set(role, (await differing(then[i] ?? '', file)) / (1920 * 1080));
    }
    for (const [role, differs] of share) expect(differs, role).toBeLessThan(0.001);
    await keepPicture(rig(), 'past-meanwhile');
  });
});

function filesOf(zip: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    fromBuffer(zip, { lazyEntries: true }, (error: Error | null, archive?: ZipFile) => {
      if (!archive) return reject(error ?? new Error('no archive'));
      const files = new Map<string, Buffer>();
      archive.on('entry', (entry: Entry) => {
        archive.openReadStream(entry, (failed, stream) => {
          if (!stream) return reject(failed ?? new Error(entry.fileName));
          const parts: Buffer[] = [];
          stream.on('data', (part: Buffer) => parts.push(part));
          stream.on('end', () => {
            files.set(entry.fileName, Buffer.concat(parts));
            archive.readEntry();
          });
        });
      });
      archive.on('end', () => resolve(files));
      archive.on('error', reject);
      archive.readEntry();
    });
  });
}
