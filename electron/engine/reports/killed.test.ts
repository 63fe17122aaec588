/** The engine killed while it makes reports: each is there whole, or not at all. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { reportAnswer, reportsAnswer } from '../../contract/reports.ts';
import { endPrograms, startProgram } from '../fixtures/program.ts';
import { cityLines, push, YEAR } from './fixtures.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'ioc-reports-killed-'));
afterEach(() => {
  endPrograms();
  rmSync(dataDir, { recursive: true, force: true });
});

it('keeps whole reports only, with the step and the entry of the audit trail that made them', async () => {
  const first = await startProgram(dataDir);
  await push(first, cityLines(60));
  const made = Array.from({ length: 12 }, (_, i) =>
    first.admin
      .call('POST', '/reports', { form: 'ket-qua-viec', unit: 'HCM', year: YEAR, months: i + 1 })
      .then(({ status }) => status)
      .catch(() => null),
  );
  // As soon as one is there, the others are under way.
  await Promise.any(made);
  await first.kill();
  const answered = (await Promise.all(made)).filter((status) => status === 201).length;

  const second = await startProgram(dataDir);
  const { reports } = reportsAnswer.parse(await (await second.admin.call('GET', '/reports')).json());
  expect(reports.length).toBeGreaterThanOrEqual(answered);
  const trail = (await (await second.admin.call('GET', '/audit?limit=100&what=report_made')).json()) as {
    entries: unknown[];
  };
  expect(trail.entries).toHaveLength(reports.length);
  for (const { id } of reports) {
    const { content, steps, report } = reportAnswer.parse(
      await (await second.admin.call('GET', `/reports/${id}`)).json(),
    );
    expect(content.cells).toHaveLength(content.rows.length);
    expect(steps.map(({ what, digest }) => [what, digest])).toEqual([['made', report.digest]]);
  }
  await second.kill('SIGTERM');
}, 60_000);
