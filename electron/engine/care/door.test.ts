import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TRIAL_FILE } from '../../contract/release.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { createDoor, type Door } from './door.ts';

let dataDir: string;
let db: WritableDB;
let door: Door;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ioc-door-'));
  db = new Database(join(dataDir, 'engine.sqlite')) as WritableDB;
  writeFileSync(join(dataDir, TRIAL_FILE), '1.1.0\n');
  door = createDoor({ db, dataDir, reserve: () => 0 });
});
afterEach(() => {
  door.stop();
  db.close();
  rmSync(dataDir, { recursive: true, force: true });
});

it('takes nothing in while a version is on trial, and says when to send again', () => {
  expect(door.state()).toBe('on_trial');
  const refusal = (() => {
    try {
      door.check();
      return null;
    } catch (error) {
      return error;
    }
  })();
  expect(refusal).toBeInstanceOf(ProblemError);
  expect(refusal).toMatchObject({ statusCode: 503, headers: { 'retry-after': '30' } });
});

it('opens by itself when the trial is over', () => {
  const heard: string[] = [];
  door.onChange((state) => heard.push(state));
  rmSync(join(dataDir, TRIAL_FILE));
  door.look();
  expect(heard).toEqual(['open']);
  expect(() => door.check()).not.toThrow();
});
