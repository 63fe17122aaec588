/** Known weaknesses of the packages that are shipped, as the registry lists them today. */
import { z } from 'zod';
import { ROOT } from '../paths.ts';
import { finish } from '../runtime/command.ts';
import type { Count } from './count.ts';

/** What `npm audit --json` writes when the registry answers. */
const report = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string() })),
});

/** Weaknesses of these grades fail the check; lesser ones are shown. */
const GRAVE = ['high', 'critical'];

export interface Audit {
  /** Whether the registry could be asked. */
  asked: boolean;
  grave: string[];
  lesser: string[];
}

/** Reads what `npm audit --json` has written. */
export function readAudit(text: string): Audit {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { asked: false, grave: [], lesser: [] };
  }
  const read = report.safeParse(content);
  if (!read.success) return { asked: false, grave: [], lesser: [] };
  const all = Object.entries(read.data.vulnerabilities);
  const lines = (isGrave: boolean) =>
    all
      .filter(([, { severity }]) => GRAVE.includes(severity) === isGrave)
      .map(([name, { severity, range }]) => `${name} ${range}: ${severity}`);
  return { asked: true, grave: lines(true), lesser: lines(false) };
}

/** Asks the registry about the packages that run; skipped, and said so, where it does not answer that question. */
export async function auditPackages(): Promise<Count> {
  const { output } = await finish('npm', ['audit', '--omit=dev', '--json', '--loglevel=silent'], {
    cwd: ROOT,
  });
  const { asked, grave, lesser } = readAudit(output);
  if (!asked) {
    process.stdout.write('- known weaknesses (skipped: the registry does not answer that question)\n');
    return { passed: 0, failed: 0, skipped: 1 };
  }
  process.stdout.write(`${grave.length === 0 ? '✓' : '✗'} known weaknesses\n`);
  for (const line of [...grave, ...lesser]) process.stdout.write(`  ${line}\n`);
  return { passed: grave.length === 0 ? 1 : 0, failed: grave.length === 0 ? 0 : 1, skipped: 0 };
}
