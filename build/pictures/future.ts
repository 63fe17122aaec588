/** Pictures of what lies ahead and of questions: on the wall, sent there as a person sends them, and in the console. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { openBrowser } from '../../test/e2e/support/browser.ts';
import type { Album } from './album.ts';
import { ACCOUNT } from './console.ts';
import type { Sitting } from './sitting.ts';

/** A dashboard fades in, and its charts come to rest. */
const REST_MS = 6_000;
const LOOK_EVERY_MS = 2_000;
const PATIENCE_MS = 1_200_000;
const CITY = 'HCM';
/** The office whose day is made unusual, so that there is something to be seen. */
const OFFICE = 'HCM-KV07';
const EXTRA = 60;

type Call = (method: string, path: string, body?: object) => Promise<unknown>;

export async function photographFuture(sitting: Sitting, album: Album): Promise<void> {
  const call = await signedIn(sitting);
  // Before the engine first looks for what is unusual; lines of an office that is not there yet wait for it.
  await makeUnusual(call, sitting.engine.url);
  await sitting.untilShown();
  await until('all the figures', async () => {
    const { sources } = (await call('GET', '/sources')) as { sources: { behind: number | null }[] };
    return sources.every(({ behind }) => behind === 0 || behind === null);
  });
  await until('a look at what was unusual', async () => {
    const { anomalies } = (await call('GET', '/anomalies')) as { anomalies: { unit: string }[] };
    return anomalies.some(({ unit }) => unit === OFFICE);
  });
  await onTheWall(sitting, call, { role: 'trends', title: 'Dự báo cuối năm', widgets: LANDINGS });
  await sitting.photograph(album, 'forecast-wall', 2);
  await onTheWall(sitting, call, { role: 'operations', title: 'Câu hỏi được giữ', widgets: QUESTIONS });
  await sitting.photograph(album, 'question-wall', 3);
  for (const role of ['trends', 'operations']) await call('DELETE', `/wall/dashboards/${role}`);
  await photographPages(sitting, album);
}

const landing = (indicator: string, x: number, y: number) => ({
  ...{
    id: indicator.replaceAll('_', '-'),
    type: 'landing',
    x,
    y,
    w: 6,
    h: 6,
    config: { unit: CITY, indicator },
  },
});
const LANDINGS = [
  landing('case_completion_rate', 0, 0),
  landing('money_recovery_rate', 6, 0),
  landing('cases_completed', 0, 6),
  landing('money_completed', 6, 6),
];
const question = (id: string, words: string, place: { x: number; y: number; w: number; h: number }) => ({
  ...{ id, type: 'question', ...place, config: { unit: CITY, question: words } },
});
const QUESTIONS = [
  question('lowest', '5 đơn vị có tỷ lệ việc xong thấp nhất?', { x: 0, y: 0, w: 6, h: 12 }),
  question('money', 'Tháng này thu được bao nhiêu tiền?', { x: 6, y: 0, w: 6, h: 5 }),
  question('unusual', 'Tuần này có gì bất thường?', { x: 6, y: 5, w: 6, h: 7 }),
];

interface Sent {
  readonly role: string;
  readonly title: string;
  readonly widgets: readonly object[];
}

/** Makes a dashboard and sends it to the monitor of a role, as the console does. */
async function onTheWall(sitting: Sitting, call: Call, { role, title, widgets }: Sent): Promise<void> {
  const made = (await call('POST', '/dashboards', { from: 'nothing', title })) as {
    id: string;
    version: number;
  };
  const document = { schema: 1, title, widgets };
  await call('PUT', `/dashboards/${made.id}`, { basedOn: made.version, document });
  await call('POST', '/wall/dashboards', { dashboard: made.id, role, minutes: 30 });
  await sitting.untilAll(`${title} on the wall`, sitting.rig.monitors, () => {
    const page = globalThis.document;
    const quiet = page.querySelector('.grid .notice[data-tone="quiet"]');
    return quiet === null && page.querySelector('.grid .frame-body') !== null;
  });
  await pause(REST_MS);
}

/** Many cases of one kind are done in one office on the last working day. */
async function makeUnusual(call: Call, url: string): Promise<void> {
  await call('POST', '/sources', {
    id: 'them',
    kind: 'push',
    name: 'Nguồn mẫu thêm',
    nature: 'sample',
    expectEveryS: 604_800,
  });
  const { token } = (await call('POST', '/sources/them/tokens', { name: 'them' })) as { token: string };
  const at = `${lastWorkday()}T10:00:00+07:00`;
  const lines = Array.from({ length: EXTRA }, (_, i) => ({
    ...{ id: `them ${i}`, type: 'case', v: 1, at, case: `them ${i}`, unit: OFFICE, officer: null },
    ...{ initiation: 'ex_officio', category: 'criminal', accepted_on: at.slice(0, 10) },
    ...{ due: 20_000_000, done: 20_000_000, state: 'completed' },
  }));
  const answer = await fetch(`${url}/api/v1/sources/them/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body: lines.map((line) => JSON.stringify(line)).join('\n'),
  });
  if (!answer.ok) throw new Error(`The unusual day was not taken: ${await answer.text()}`);
}

/** The day before today that is no weekend, in the field's own time. */
function lastWorkday(): string {
  const day = new Date(Date.now() + 7 * 3_600_000);
  do day.setUTCDate(day.getUTCDate() - 1);
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6);
  return day.toISOString().slice(0, 10);
}

async function photographPages(sitting: Sitting, album: Album): Promise<void> {
  const browser = await openBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi-VN' });
    const page = await context.newPage();
    const { url } = sitting.engine;
    await page.request.post(`${url}/api/v1/session`, { data: ACCOUNT });
    const whole = (file: string) => page.screenshot({ path: file, fullPage: true });
    await page.goto(`${url}/#forecasts`);
    await page.locator('.year-chart-band80').waitFor();
    await page.getByRole('region', { name: 'Lệch hẳn mức chờ đợi' }).waitFor();
    await page.waitForLoadState('networkidle');
    await album.add('console-forecasts', async (file) => void (await whole(file)));
    await page.goto(`${url}/#questions`);
    await ask(page, 'KV3 đã thu được bao nhiêu tiền tháng này?');
    await ask(page, 'còn tháng trước?');
    await page.evaluate(() => scrollTo(0, 0));
    await album.add('console-questions', async (file) => void (await whole(file)));
  } finally {
    await browser.close();
  }
}

async function ask(page: Page, text: string): Promise<void> {
  await page.getByRole('search').getByRole('textbox').fill(text);
  await page.keyboard.press('Enter');
  await page.locator('.turn').last().getByRole('heading', { name: text }).waitFor();
  await page.waitForLoadState('networkidle');
}

async function until(what: string, found: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await found())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}.`);
    await pause(LOOK_EVERY_MS);
  }
}

/** Signs in, as the first administrator where there is none yet. */
async function signedIn({ engine }: Sitting): Promise<Call> {
  const send = (method: string, path: string, body?: object, cookie = '') =>
    fetch(`${engine.url}/api/v1${path}`, {
      method,
      headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
  if (engine.setupCode) await send('POST', '/setup', { setupCode: engine.setupCode, ...ACCOUNT });
  const session = await send('POST', '/session', ACCOUNT);
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  return async (method, path, body) => {
    const answer = await send(method, path, body, cookie);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? null : (JSON.parse(text) as unknown);
  };
}
