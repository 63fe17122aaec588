import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ROOT } from '../../build/paths.ts';
import { describeWithRuntime } from './support/ground.ts';
import { until } from './support/wall.ts';

interface Started {
  readonly child: ChildProcess;
  said(): string;
}

/** `npm start` as a person types it on a machine without a display. */
function npmStart(...options: string[]): Started {
  const { DISPLAY: _none, ...env } = process.env;
  const child = spawn('npm', ['--silent', 'start', '--', ...options], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, said: () => text };
}

/** Command lines of the processes that name `text`. */
function processesNaming(text: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const line = readFileSync(join('/proc', pid, 'cmdline'), 'utf8').replaceAll('\0', ' ');
        return line.includes(text) ? [line] : [];
      } catch {
        return [];
      }
    });
}

describeWithRuntime('npm start', () => {
  let dataDir = '';
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'ioc-wall-start-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('opens the wall on virtual monitors, and leaves nothing behind when npm is ended', async () => {
    const { child, said } = npmStart('--data-dir', dataDir, '--cases', '500');
    try {
      await until('the address of the console', async () => /The console is at http:\S+;/.test(said()));
      expect(said()).toContain('4 virtual monitors of 1920x1080');
      expect(processesNaming(dataDir).length).toBeGreaterThan(3);
    } finally {
      child.kill('SIGTERM');
    }
    await until('every process to end', async () => processesNaming(dataDir).length === 0);
    expect(said()).toContain('Closing the wall');
  });

  it('refuses an unknown option with one sentence', async () => {
    const { child, said } = npmStart('--screens', '3');
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).toBe(2);
    expect(said()).toMatch(/^Unknown option '--screens'\.\n/);
  });
});
