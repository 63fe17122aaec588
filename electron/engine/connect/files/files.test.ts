import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { caseLine, unitLine } from '../../ingest/fixtures.ts';
import { CASE_MAPPING, type Connected, noPython, startConnected, writeXlsx, YEAR } from '../fixtures.ts';

let core: Connected;
let folder: string;
beforeEach(async () => {
  core = startConnected();
  folder = mkdtempSync(join(tmpdir(), 'ioc-folder-'));
  await core.push('s1', unitLine('u', 'u', null));
});
afterEach(async () => {
  await core.end();
  rmSync(folder, { recursive: true });
});

function csvSource(more: object = {}) {
  return {
    id: 'folder',
    kind: 'files',
    folder,
    match: '*.csv',
    format: { as: 'csv' },
    mappings: [CASE_MAPPING],
    everyS: 0.05,
    settleS: 0.1,
    ...more,
  };
}

const row = (n: number, due = 1000) => `u,c${n},${due},0\n`;
const HEAD = 'unit,case,due,done\n';
const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
const counts = () => core.health('folder').counts;
const money = () => core.measures.measures({ unit: 'u', at: Date.now(), year: YEAR }).money.F;

describe('a watched folder', () => {
  it('is read as it fills, every row once, also while a file is still being written', async () => {
    core.read(csvSource());
    put('a.csv', HEAD + row(1) + row(2));
    await core.until('folder', (h) => h.counts.accepted === 2);
    // Written in pieces that end in the middle of a row, by a program that takes its time.
    put('b.csv', HEAD + 'u,c3,10');
    for (let n = 4; n <= 30; n += 1) {
      appendFileSync(join(folder, 'b.csv'), `00,0\nu,c${n},10`);
      await setImmediate();
    }
    appendFileSync(join(folder, 'b.csv'), '00,0\n');
    put('c.csv.part', HEAD + row(99));
    put('d.csv.tmp', HEAD + row(100));
    renameSync(join(folder, 'd.csv.tmp'), join(folder, 'd.csv'));
    await core.until('folder', () => core.cases('u') === 31 && money() === '31000');
    expect(counts()).toMatchObject({ quarantined: 0 });
  });

  it('ends right even where half a file was taken for a whole one', async () => {
    core.read(csvSource({ settleS: 0 }));
    put('a.csv', HEAD);
    for (let n = 1; n <= 40; n += 1) {
      appendFileSync(join(folder, 'a.csv'), `u,c${n},1`);
      await setImmediate();
      appendFileSync(join(folder, 'a.csv'), '000,0\n');
      await setImmediate();
    }
    await core.until('folder', () => core.cases('u') === 40 && money() === '40000');
  });

  it('is read again where a file changed: new rows count, changed ones are new versions, the same ones nothing', async () => {
    core.read(csvSource());
    put('a.csv', HEAD + row(1) + row(2));
    await core.until('folder', (h) => h.counts.accepted === 2);
    put('a.csv', HEAD + row(1) + row(2, 5000) + row(3));
    await core.until('folder', (h) => h.counts.accepted === 4);
    await core.until('folder', (h) => h.counts.duplicates === 1);
    expect(core.cases('u')).toBe(3);
    expect(money()).toBe('7000');
    expect(counts()).toMatchObject({ accepted: 4, duplicates: 1, quarantined: 0 });
  });

  it('goes on where it was after the engine was away, and does not read finished files again', async () => {
    put('a.csv', HEAD + Array.from({ length: 2500 }, (_, n) => row(n)).join(''));
    core.read(csvSource());
    await core.until('folder', (h) => h.counts.accepted === 2500);
    await core.until('folder', (h) => h.behind === 0);
    await core.ingest.stop();
    put('b.csv', HEAD + row(5000));
    core.ingest.start();
    await core.until('folder', (h) => h.counts.accepted === 2501);
    expect(counts()).toMatchObject({ duplicates: 0 });
    expect(JSON.parse(core.ingest.positions('folder').get('a.csv') ?? '')).toMatchObject({
      done: true,
      taken: 2500,
    });
  });

  it('lists what it refuses with its place, and reads it when the file is corrected', async () => {
    core.read(csvSource());
    put('a.csv', `${HEAD}u,c1,một,0\n${row(2)}`);
    await core.until('folder', (h) => h.counts.quarantined === 1 && h.counts.accepted === 1);
    const entry = core.ingest.quarantine('folder', null, 10)?.entries[0];
    expect(entry).toMatchObject({
      reason: 'unmapped',
      field: 'due',
      line: '{"unit":"u","case":"c1","due":"một","done":"0","$file":"a.csv"}',
    });
    expect(entry?.detail).toContain('row 2 of a.csv');
    put('a.csv', HEAD + row(1) + row(2));
    await core.until('folder', (h) => h.counts.accepted === 2);
    expect(core.cases('u')).toBe(2);
  });

  it('lets a quarantined row be corrected by hand, through the same mapping', async () => {
    core.read(csvSource());
    put('a.csv', `${HEAD}u,c1,một,0\n`);
    await core.until('folder', (h) => h.counts.quarantined === 1);
    const n = core.ingest.quarantine('folder', null, 10)?.entries[0]?.n ?? 0;
    const still = core.ingest.replay('folder', n, '{"unit":"u","case":"c1","due":"x"}');
    expect(still).toMatchObject({ refusal: { field: 'due' } });
    expect(core.ingest.replay('folder', n, '{"unit":"u","case":"c1","due":"1000"}')).toMatchObject({
      status: 'resolved',
    });
    expect(core.cases('u')).toBe(1);
  });

  it('that cannot be read is failing, says why, and is read as soon as it can be', async () => {
    const missing = join(folder, 'sub');
    core.read(csvSource({ folder: missing }));
    const failing = await core.until('folder', (h) => h.state === 'failing');
    expect(failing.lastError).toContain('ENOENT');
    mkdirSync(missing);
    writeFileSync(join(missing, 'a.csv'), HEAD + row(1));
    await core.until('folder', (h) => h.counts.accepted === 1 && h.state === 'on_time');
  });

  it('takes events as they are from NDJSON, whatever else lies in the folder, until it is paused', async () => {
    put('a.csv', HEAD + row(1));
    mkdirSync(join(folder, 'dir.ndjson'));
    put(
      'a.ndjson',
      `${JSON.stringify(caseLine('1', 'x', 'u'))}\nnot json\n${JSON.stringify(caseLine('2', 'y', 'u'))}`,
    );
    core.read(csvSource({ match: '*.NDJSON', format: { as: 'ndjson' }, mappings: undefined }));
    await core.until('folder', (h) => h.counts.accepted === 2 && h.counts.quarantined === 1);
    await core.ingest.pause('folder');
    put('b.ndjson', JSON.stringify(caseLine('3', 'z', 'u')));
    expect(core.health('folder').state).toBe('paused');
    unlinkSync(join(folder, 'a.ndjson'));
    core.ingest.resume('folder');
    await core.until('folder', (h) => h.counts.accepted === 3);
    expect(core.cases('u')).toBe(3);
  });

  it.skipIf(noPython() !== null)('makes aggregates of a spreadsheet of monthly figures', async () => {
    const sheet = (j: number) => ({
      'Tháng 1': [
        ['BIỂU THỐNG KÊ', null],
        ['Đơn vị', 'F', 'G', 'J', 'Tiền J (nghìn)'],
        ['u', 100, 80, j, 5.637],
        ['Tổng cộng', 100, 80, { xml: '<c r="REF"><f>SUM(D3:D3)</f><v>40</v></c>' }, 5.637],
      ],
    });
    writeXlsx(join(folder, '2026-01.xlsx'), sheet(40));
    core.read(
      csvSource({
        match: '*.xlsx',
        format: { as: 'xlsx', headerRow: 2 },
        mappings: [
          {
            event: 'aggregate',
            where: [{ from: 'Đơn vị', notIn: ['Tổng cộng'] }],
            fields: {
              unit: 'Đơn vị',
              year: { from: '$file', slice: [0, 4] },
              month: { from: '$file', slice: [5, 7] },
              'values.F': 'F',
              'values.G': 'G',
              'values.J': 'J',
              'money.J': { from: 'Tiền J (nghìn)', number: { times: 1000 } },
            },
          },
        ],
      }),
    );
    await core.until('folder', (h) => h.counts.accepted === 1);
    const at = Date.parse('2025-11-01T00:00:00+07:00');
    const asked = () => core.measures.measures({ unit: 'u', at, year: YEAR });
    expect(asked()).toMatchObject({ cases: { F: 100, J: 40 }, money: { J: '5637' } });
    writeXlsx(join(folder, '2026-01.xlsx'), sheet(41));
    await core.until('folder', (h) => h.counts.accepted === 2);
    expect(asked().cases.J).toBe(41);
    writeFileSync(join(folder, 'broken.xlsx'), 'PK not a spreadsheet');
    await core.until('folder', (h) => h.counts.quarantined === 1);
    expect(core.reasons('folder')).toEqual(['unreadable']);
  });
});
