import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../paths.ts';
import type { Count } from './count.ts';
import { binOf } from './tools.ts';

/** The part of the test runner's report that is counted. */
const report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  success: z.boolean(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

/** Counts a report; a file that could not even be read counts as one failure. */
export function countReport(text: string): Count {
  const read = report.parse(JSON.parse(text));
  const broken = read.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = read.numFailedTests + broken.length;
  return {
    passed: read.numPassedTests,
    failed: read.success ? failed : Math.max(1, failed),
    skipped: read.numPendingTests + read.numTodoTests,
  };
}

function run(args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: '0' };
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, ...plain },
    });
    child.on('error', () => resolve(-1));
    child.on('close', (code) => resolve(code ?? -1));
  });
}

/** Runs a group of tests (`unit`, `e2e`); its report is shown while it runs. */
export async function runSuite(name: string): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'ioc-wall-report-'));
  const file = join(folder, 'report.json');
  try {
    await run([
      binOf('vitest', 'vitest'),
      'run',
      ...['--project', name],
      ...['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${file}`],
    ]);
    return countReport(readFileSync(file, 'utf8'));
  } catch {
    process.stdout.write(`The ${name} tests ended without a report.\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
