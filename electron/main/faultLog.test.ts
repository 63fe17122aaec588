import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openFaultLog } from './faultLog.ts';

it('writes one line a fault, and of a flood only the beginning and its size', () => {
  const dir = mkdtempSync(join(tmpdir(), 'faults-'));
  let now = 0;
  const log = openFaultLog(dir, () => now);
  for (let i = 0; i < 500; i++) log.add('page_error', { i });
  now = 60_001;
  log.add('page_error', { i: 500 });
  const lines = readFileSync(join(dir, 'faults.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toHaveLength(122);
  expect(lines[0]).toEqual({ at: '1970-01-01T00:00:00.000Z', kind: 'page_error', i: 0 });
  expect(lines.slice(-2)).toMatchObject([{ kind: 'faults_left_out', number: 380 }, { i: 500 }]);
  rmSync(dir, { recursive: true });
});
