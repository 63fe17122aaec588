/** Everything that may come into a watched folder: the engine keeps its memory, its health and every good row. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SourceAnswer } from '../../electron/contract/sources.ts';
import { noPython, writeXlsx } from '../../electron/engine/connect/fixtures.ts';
import { START_MS } from './engineProcess.ts';
import { type House, openHouse } from './house.ts';
import { unit } from './lines.ts';

/** What bad files may cost the engine's memory. */
const MEMORY_MOST = 500 * 1024 * 1024;
const MAPPING = {
  event: 'case',
  fields: {
    ...{ case: 'case', unit: { const: 'U' }, officer: { const: null }, initiation: { const: 'ex_officio' } },
    ...{ category: { const: 'civil' }, accepted_on: { const: '2025-11-03' }, due: 'due', done: { const: 0 } },
    state: { const: 'in_progress' },
  },
  at: { const: '2025-11-03' },
};

let house: House;
let folder: string;
beforeAll(async () => {
  house = await openHouse();
  folder = join(house.dataDir, 'in');
  mkdirSync(folder);
  await (await house.source('units')).push([unit('U')]);
}, START_MS);
afterAll(() => house.close());

const look = (id: string) => house.get<SourceAnswer>(`/sources/${id}`);

async function read(id: string, match: string, format: object, files: number): Promise<SourceAnswer> {
  const settings = {
    id,
    kind: 'files',
    folder,
    match,
    format,
    mappings: [MAPPING],
    everyS: 0.05,
    settleS: 0,
  };
  const made = await house.call('POST', '/sources', settings);
  expect([made.status, await made.text()]).toEqual([201, expect.any(String)]);
  for (;;) {
    const source = await look(id);
    const done = Object.values(source.positions).filter((position) => position.includes('"done":true'));
    if (done.length === files && source.health.behind === 0) return source;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Most memory that the engine ever had (bytes). */
function peak(): number {
  const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${house.pid}/status`, 'utf8'));
  return Number(found?.[1] ?? Number.NaN) * 1024;
}

it('CSV files of any bytes, of lines without end and of open quotation marks lose no good row', async () => {
  const before = peak();
  const noise = fc.sample(fc.uint8Array({ maxLength: 2000 }), 20);
  const good = (n: number) => `good ${n},${n + 1}\n`;
  for (const [n, bytes] of noise.entries()) {
    const head = Buffer.from(`case,due\n${good(n)}`);
    // An odd number of quotation marks may be left open: the good row after it has the room of a hundred lines.
    const after = Buffer.from(`\n${'x\n'.repeat(110)}${good(1000 + n)}`);
    writeFileSync(join(folder, `noise-${n}.csv`), Buffer.concat([head, bytes, after]));
  }
  const huge = openSync(join(folder, 'huge.csv'), 'w');
  writeSync(huge, `case,due\n${good(2000)}`);
  for (let n = 0; n < 120; n += 1) writeSync(huge, Buffer.alloc(1024 * 1024, 'x'));
  writeSync(huge, `\n${good(2001)}`);
  closeSync(huge);
  writeFileSync(join(folder, 'wide.csv'), `case,due\n${good(2002)}${','.repeat(900_000)}\n${good(2003)}`);
  writeFileSync(join(folder, 'empty.csv'), '');
  writeFileSync(join(folder, 'quotes.csv'), `case,due\n${'"\n'.repeat(5001)}${good(2004)}`);
  const { health } = await read('csv', '*.csv', { as: 'csv' }, noise.length + 4);
  const cases = (await house.measures('U', '2026-01-01T00:00:00+07:00', 2026)).cases.F ?? 0;
  expect(cases).toBeGreaterThanOrEqual(noise.length * 2 + 5);
  expect(health.counts.accepted).toBe(cases);
  expect(peak() - before).toBeLessThan(MEMORY_MOST);
  await mustSayWhy('csv');
}, 120_000);

it.skipIf(noPython() !== null)(
  `workbooks that are bombs, broken or full of errors are refused by name, and the good one is read`,
  async () => {
    const before = peak();
    writeXlsx(join(folder, 'good.xlsx'), {
      a: [
        ['case', 'due'],
        ['sheet 1', 7],
        ['sheet 2', 'x'],
        ['sheet 3', { xml: '<c r="REF" t="e"><v>#REF!</v></c>' }],
      ],
    });
    const bomb = `import sys,zipfile
z=zipfile.ZipFile(sys.argv[1],'w',zipfile.ZIP_DEFLATED)
z.writestr('[Content_Types].xml','<Types/>')
for n in range(10): z.writestr('xl/worksheets/sheet%d.xml'%n, b' '*100000000)
z.close()`;
    execFileSync('python3', ['-c', bomb, join(folder, 'bomb.xlsx')]);
    writeFileSync(join(folder, 'none.xlsx'), 'PK\u0003\u0004 is no archive');
    writeFileSync(join(folder, 'nothing.xlsx'), '');
    const { health } = await read('xlsx', '*.xlsx', { as: 'xlsx' }, 4);
    expect(health.counts).toMatchObject({ accepted: 1, quarantined: 5 });
    expect(peak() - before).toBeLessThan(MEMORY_MOST);
    const said = await mustSayWhy('xlsx');
    for (const name of ['bomb.xlsx', 'none.xlsx', 'nothing.xlsx', 'row 3 of good.xlsx', 'row 4 of good.xlsx'])
      expect(
        said.some((detail) => detail.includes(name)),
        name,
      ).toBe(true);
  },
  120_000,
);

it('lines nested without end are refused or taken in, wherever they come in, and never answered with a 5xx', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const event = `{"extra":${deep},"id":"deep","type":"case","v":1,"at":"2025-11-03T08:00:00+07:00","case":"deep","unit":"U","officer":null,"initiation":"ex_officio","category":"civil","accepted_on":"2025-11-03","due":5,"done":0,"state":"in_progress"}`;
  writeFileSync(
    join(folder, 'deep.ndjson'),
    `${deep}\n${event}\n{"case":${deep},"due":1}\n{"case":"flat","due":1}\n`,
  );
  const settings = {
    id: 'deep',
    kind: 'files',
    folder,
    match: '*.ndjson',
    format: { as: 'ndjson' },
    everyS: 0.05,
    settleS: 0,
  };
  for (const more of [{}, { mappings: [MAPPING] }]) {
    const tried = await house.call('POST', '/sources/test', { ...settings, ...more });
    expect([tried.status, await tried.text()]).toEqual([200, expect.stringContaining('"reached":true')]);
  }
  await read('deep', '*.ndjson', { as: 'ndjson' }, 1);
  await mustSayWhy('deep');
  const pushed = await (await house.source('pushed')).push(`${deep}\n${event}`);
  expect(pushed).toMatchObject({ accepted: 1, quarantined: 1 });
  for (const [method, path] of [
    ['POST', '/sources'],
    ['POST', '/sources/test'],
    ['PATCH', '/sources/deep'],
  ] as const)
    for (const body of [
      deep,
      `{"id":"x","kind":"push","mappings":${deep}}`,
      `{"mappings":[{"event":"case","fields":{"case":${deep}}}]}`,
    ]) {
      const answer = await house.call(method, path, body);
      expect([method, path, answer.status < 500]).toEqual([method, path, true]);
      await answer.text();
    }
}, 60_000);

/** Every refusal has a reason; gives their sentences. */
async function mustSayWhy(id: string): Promise<string[]> {
  const said: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page: { entries: { detail: string; reason: string }[]; next: string | null } = await house.get(
      `/sources/${id}/quarantine?limit=100${after && `&after=${after}`}`,
    );
    for (const { detail } of page.entries) {
      expect(detail.length).toBeGreaterThan(10);
      said.push(detail);
    }
    after = page.next;
  }
  return said;
}
