/** Boundaries from a file in a real browser: brought, corrected, looked at, published, drawn and flown over; no request leaves the machine. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { SOFTWARE_DRAWING } from '../../build/runtime/flags.ts';
import { CHROMIUM } from '../../build/runtime/systemPackages.ts';
import { fileOf, polygon, square } from '../../electron/engine/maps/fixtures.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';
import { takePicture } from './support/pictures.ts';

const PASSWORD = 'một mật khẩu đủ dài';
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };
const AT = '2026-01-01T00:00:00+07:00';
const UNITS = [
  { unit: 'HCM', name: 'Thi hành án dân sự TP. Hồ Chí Minh', parent: null, level: 'province' },
  ...[1, 2].map((n) => ({
    ...{ unit: `HCM-KV0${n}`, name: `Phòng THADS khu vực ${n}` },
    ...{ parent: 'HCM', level: 'region' },
  })),
].map((one) => ({ ...one, id: one.unit, type: 'unit', v: 1, at: AT }));

function enforcementCase(i: number): object {
  return {
    ...{
      id: `v${i}`,
      type: 'case',
      case: `V${i}`,
      v: 1,
      at: AT,
      unit: `HCM-KV0${1 + (i % 3 === 0 ? 1 : 0)}`,
    },
    ...{ officer: null, initiation: 'ex_officio', category: 'civil', accepted_on: '2026-01-01' },
    ...{ due: 1_000_000, done: i % 2 ? 1_000_000 : 0, state: i % 2 ? 'completed' : 'in_progress' },
  };
}

/** Nine wards of two offices; the first without its shape, if it is broken. */
function boundaries(broken: boolean): Buffer {
  return fileOf(
    Array.from({ length: 9 }, (_, i) => ({
      ma: `0000${i}`,
      ten: `Phường Tân Thử ${i + 1}`,
      ...(broken && i === 0 ? {} : { geometry: polygon(square(i % 3, Math.floor(i / 3))) }),
    })),
  );
}
const TABLE = `Mã;Mã đơn vị\n${Array.from({ length: 9 }, (_, i) => `0000${i};HCM-KV0${i < 5 ? 1 : 2}`).join('\n')}\n`;

describe.skipIf('missing' in inject('ground'))('maps from files', () => {
  let engine: TestEngine;
  let browser: Browser;
  let page: Page;
  let folder: string;
  const broken: string[] = [];
  /** Everything that the browser asked for, from the first on. */
  const asked = new Set<string>();
  const api = (path: string) => `${engine.url}/api/v1${path}`;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ioc-maps-'));
    engine = await startTestEngine();
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [...SOFTWARE_DRAWING, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    });
    const context = await browser.newContext({ viewport: DESK, locale: 'vi-VN' });
    context.on('request', (request) => asked.add(request.url()));
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => broken.push(error.message));
    page.on('websocket', (socket) => asked.add(socket.url()));
    await page.goto(engine.url);
    const person = { username: 'quantri', password: PASSWORD };
    const post = (path: string, data: object) => page.request.post(api(path), { data });
    expect((await post('/setup', { setupCode: engine.setupCode, ...person })).status()).toBe(201);
    expect((await post('/session', person)).status()).toBe(200);
    await post('/sources', { id: 'thu-ly', kind: 'push', name: 'Phần mềm thụ lý' });
    const lines = [...UNITS, ...Array.from({ length: 60 }, (_, i) => enforcementCase(i))];
    await page.request.post(api('/sources/thu-ly/events'), {
      headers: { 'content-type': 'application/x-ndjson' },
      data: lines.map((line) => JSON.stringify(line)).join('\n'),
    });
    await page.goto(`${engine.url}/#maps`);
    await page.reload();
    await page.getByRole('heading', { name: 'Đưa lên bản đồ mới' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await engine?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function choose(label: string, name: string, content: Buffer | string): Promise<void> {
    const path = join(folder, name);
    writeFileSync(path, content);
    await page.getByLabel(label).setInputFiles(path);
  }
  async function fits(name: string): Promise<void> {
    await page.setViewportSize(PHONE);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    ).toBe(true);
    await takePicture(page, `${name}-phone`);
    await page.setViewportSize(DESK);
    await takePicture(page, name);
  }

  it('says of a file that is no map what to do', async () => {
    await choose('Chọn tệp…', 'anh.geojson', 'đây không phải bản đồ');
    await page.getByText('không phải JSON trọn vẹn').waitFor();
    await fits('maps-refused');
  });

  it('names every fault, and publishes nothing before they are corrected', async () => {
    await choose('Chọn tệp…', 'dia-gioi-hong.geojson', boundaries(true));
    await page.getByText('Không có hình vẽ').waitFor();
    await page.getByText('10 lỗi phải sửa').waitFor();
    expect(await page.getByRole('button', { name: 'Công bố lên tường' }).isDisabled()).toBe(true);
    await fits('maps-faults');
    await page.getByRole('button', { name: 'Bỏ bản nháp này' }).click();
    await page.getByRole('heading', { name: 'Đưa lên bản đồ mới' }).waitFor();
  });

  it('draws what it will publish, and publishes it', async () => {
    await choose('Chọn tệp…', 'dia-gioi.geojson', boundaries(false));
    await page.getByText('không có trong bảng phân công').first().waitFor();
    await choose('Đưa lên bảng phân công…', 'phan-cong.csv', TABLE);
    await page.getByText('Không thấy lỗi nào.').waitFor();
    await page.getByRole('img', { name: 'Bản đồ Thi hành án dân sự' }).waitFor();
    expect(await page.locator('.map-picture .region').count()).toBe(2);
    await fits('maps-preview');
    await page.getByRole('button', { name: 'Công bố lên tường' }).click();
    await page.getByText('đang vẽ theo bản này').waitFor();
    await page.getByText('Tất cả bản đồ').click();
    await page.getByText('theo bản đồ số 2 (dia-gioi.geojson)').waitFor();
    await fits('maps-list');
  });

  it('is drawn on dashboards with its dots, says which map it is, and flies where the operator looks', async () => {
    const config = { unit: 'HCM', colourBy: 'nothing', size: null, dots: 'cases_to_enforce' };
    const made = await page.request.post(api('/dashboards'), {
      data: { from: 'template', template: 'leader', title: 'Bản đồ' },
    });
    const { id, version, document } = (await made.json()) as {
      id: string;
      version: number;
      document: { widgets: object[] };
    };
    const widget = { ...document.widgets[0], id: 'ban-do', type: 'map', x: 0, y: 0, w: 12, h: 10, config };
    const saved = await page.request.put(api(`/dashboards/${id}`), {
      data: { basedOn: version, document: { ...document, widgets: [widget] } },
    });
    expect(await saved.text()).toContain('ban-do');
    await page.goto(`${engine.url}/#dashboards/${id}`);
    await page.getByText('bản đồ số 2').waitFor();
    await page.getByText('rải đều trong địa bàn').waitFor();
    await page.locator('.region-map[data-rung="drawn"]').waitFor({ timeout: 60_000 });
    expect(await page.locator('.plain-map .region').count()).toBe(2);
    await takePicture(page, 'map-dashboard');
    const look = { root: 'HCM', region: 'HCM-KV02', part: '00008' };
    expect((await page.request.put(api('/wall/map-focus'), { data: look })).status()).toBe(200);
    await page.locator('.map-widget[data-looked="HCM-KV02"]').waitFor();
    await page.locator('.region-map:not([data-flying])').waitFor({ timeout: 60_000 });
    await page.locator('.looked-card').getByText('Phường Tân Thử 9').waitFor();
    await takePicture(page, 'map-looked');
    await page.goto(`${engine.url}/#desk`);
    await page.getByText('Bản đồ đang ở Phường Tân Thử 9, Phòng THADS khu vực 2').waitFor();
    await page.getByRole('button', { name: 'Trở lại toàn địa bàn' }).click();
    await page.getByText('Bản đồ đang cho thấy toàn địa bàn.').waitFor();
    await page.getByLabel('Khu vực', { exact: true }).selectOption('HCM-KV01');
    await page.getByRole('button', { name: 'Bay tới đó' }).click();
    await page.getByText('Bản đồ đang ở Phòng THADS khu vực 1').waitFor();
  });

  it('is taken back, and the one of the program is drawn again', async () => {
    await page.goto(`${engine.url}/#maps`);
    await page.getByRole('button', { name: 'Thu hồi' }).click();
    await page.getByText('theo sơ đồ có sẵn của chương trình').waitFor();
  });

  it('has asked nothing of anything but the engine', () => {
    const { host } = new URL(engine.url);
    const elsewhere = [...asked].filter((address) => {
      const { protocol, host: place } = new URL(address);
      return !['blob:', 'data:'].includes(protocol) && place !== host;
    });
    expect(elsewhere).toEqual([]);
    expect([...asked]).toContainEqual(expect.stringMatching(/^ws:.*\/api\/v1\/live/));
    expect(broken).toEqual([]);
  });
});
