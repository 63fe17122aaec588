import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { TRIAL_FILE } from '../../contract/release.ts';
import { type Ground, layGround, writeUpdate, writeVersion } from '../fixtures/versions.ts';
import { readLedger } from './ledger.ts';
import { installedVersion, stagedVersions, verifyVersion, versionToRun } from './versions.ts';

const UPDATING = join(import.meta.dirname, '..', 'fixtures', 'updating.ts');
const MIB = 1024 * 1024;
type Outcome = 'keep' | 'back';

/** A version of some size, beside a database of some size, so that a kill may fall into the middle of a step. */
function lay(): Ground {
  const ground = layGround();
  const more = (word: string) =>
    Object.fromEntries(
      Array.from({ length: 12 }, (_, n) => [`resources/part-${n}`, `${word}${n}\n`.repeat(15_000)]),
    );
  writeVersion(ground.installed, '1.0.0', { more: more('same') });
  writeUpdate(ground.settings.updateFrom, '1.1.0', ground.key, { schema: 2, more: more('other') });
  const db = new Database(join(ground.settings.dataDir, 'engine.sqlite'));
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE event (name TEXT PRIMARY KEY, body BLOB)');
  db.prepare('INSERT INTO event VALUES (?, ?)').run('first', Buffer.alloc(3 * MIB, 7));
  db.pragma('user_version = 1');
  db.close();
  return ground;
}

interface Run {
  /** Steps that were begun, in their order. */
  readonly steps: string[];
  /** How long each took, ms. */
  readonly took: ReadonlyMap<string, number>;
  readonly code: number | null;
}

interface Kill {
  readonly step: string;
  /** How long after it began, ms. */
  readonly after: number;
}

/** @param kill when it is killed; `null` lets it end */
async function update(ground: Ground, outcome: Outcome, kill: Kill | null): Promise<Run> {
  const child = spawn(
    process.execPath,
    [UPDATING, JSON.stringify(ground.settings), ground.installed, outcome],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const steps: string[] = [];
  const took = new Map<string, number>();
  let began = 0;
  let timer: NodeJS.Timeout | undefined;
  createInterface({ input: child.stdout }).on('line', (step) => {
    const now = performance.now();
    const before = steps.at(-1);
    if (before !== undefined) took.set(before, now - began);
    began = now;
    steps.push(step);
    if (step === kill?.step) timer = setTimeout(() => child.kill('SIGKILL'), kill.after);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  return { steps, took, code };
}

/** Everything that must hold once a run has come to its end. */
async function expectWhole({ settings, installed }: Ground, outcome: Outcome): Promise<void> {
  const ledger = readLedger(settings.versionsDir);
  expect(ledger.trial).toBeNull();
  const running = versionToRun(ledger, installedVersion(installed), stagedVersions(settings.versionsDir));
  await verifyVersion(running, settings.keysDir);
  // A trial that is cut short three times is given up.
  if (outcome === 'back') expect(running.number).toBe('1.0.0');
  expect(existsSync(join(settings.dataDir, TRIAL_FILE))).toBe(false);
  expect(readdirSync(settings.versionsDir).filter((name) => /partial|before|new$/.test(name))).toEqual([]);
  const db = new Database(join(settings.dataDir, 'engine.sqlite'), { readonly: true });
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('user_version', { simple: true })).toBe(running.number === '1.1.0' ? 2 : 1);
    const stored = new Set(db.prepare('SELECT name FROM event').pluck().all());
    const lines = readFileSync(join(settings.dataDir, 'acknowledged.log'), 'utf8').trim().split('\n');
    expect(lines.filter((line) => !stored.has(line))).toEqual([]);
    expect(stored.has('first')).toBe(true);
  } finally {
    db.close();
  }
}

const outcomes = fc.constantFrom<Outcome>('keep', 'back');
/** The step in which it is killed, and after which share of the time that the step takes; twice in a row. */
const killed = fc.tuple(
  fc.constantFrom('wall', 'fetch', 'verify', 'go over', 'trial', 'end', 'afterwards'),
  fc.double({ min: 0, max: 1, noNaN: true }),
);

it('an update that is killed twice at any instants ends on a whole version, with everything that was acknowledged', async () => {
  const calm = lay();
  const { took, code, steps } = await update(calm, 'back', null);
  expect([code, steps.at(-1)]).toEqual([0, 'done true']);
  await expectWhole(calm, 'back');
  calm.remove();
  const hit = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(outcomes, fc.tuple(killed, killed), async (outcome, both) => {
      const ground = lay();
      try {
        for (const [name, share] of both) {
          const after = share * (took.get(name === 'end' ? 'back' : name) ?? 0);
          const run = await update(ground, outcome, { step: name === 'end' ? outcome : name, after });
          const last = run.steps.at(-1) ?? '';
          if (run.code === null) hit.set(last, (hit.get(last) ?? 0) + 1);
        }
        const whole = await update(ground, outcome, null);
        expect([whole.code, whole.steps.at(-1)]).toEqual([0, 'done true']);
        await expectWhole(ground, outcome);
      } finally {
        ground.remove();
      }
    }),
    { numRuns: 25, endOnFailure: true },
  );
  process.stderr.write(`Killed while: ${[...hit].map(([step, times]) => `${step} ${times}`).join(', ')}.\n`);
}, 600_000);
