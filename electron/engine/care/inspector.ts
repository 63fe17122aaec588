/** Runs beside the engine, in a thread of its own: checks that take as long as the file is large. */
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fsyncSync, openSync, statSync } from 'node:fs';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { saysDamaged, schemaOf } from '../store/index.ts';
import { headerFault } from './header.ts';
import { controlSumsOf, spansDisagree } from './sums.ts';
import type { Finding, Inspection } from './inspect.ts';

/** This file as a thread is begun with it; built into one file, the whole program. */
export const INSPECTOR = import.meta.url;

async function inspect(task: Inspection): Promise<Finding> {
  let db: Database.Database | undefined;
  try {
    const odd = headerFault(task.file);
    if (odd !== null) return { is: 'damaged', detail: odd };
    db = new Database(task.file, { fileMustExist: true, readonly: task.what === 'verify' });
    if (task.what === 'seal') db.pragma('journal_mode = DELETE');
    if (isEmpty(db)) return { is: 'empty' };
    const fault = faultOf(db, task.what === 'whole' || task.what === 'verify');
    if (fault !== null) return { is: 'damaged', detail: fault };
    if (task.what === 'quick' || task.what === 'whole') return { is: 'good' };
    const copy = { databaseSchema: schemaOf(db), sums: controlSumsOf(db) };
    db.close();
    if (task.what === 'seal') flush(task.file);
    return {
      is: 'good',
      copy: { ...copy, bytes: statSync(task.file).size, sha256: await sha256Of(task.file) },
    };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { is: saysDamaged(error) ? 'damaged' : 'unknown', detail };
  } finally {
    db?.close();
  }
}

function faultOf(db: Database.Database, whole: boolean): string | null {
  const check = whole ? 'integrity_check' : 'quick_check';
  const said = String(db.pragma(`${check}(1)`, { simple: true }));
  if (said !== 'ok') return said;
  const odd = spansDisagree(db);
  return odd && `the spans of the cube disagree in year ${odd.year}, unit ${odd.unit}`;
}

/** A file that was emptied is a good database of nothing. */
function isEmpty(db: Database.Database): boolean {
  return Number(db.prepare('SELECT COUNT(*) FROM sqlite_schema').pluck().get()) === 0;
}

function flush(file: string): void {
  const handle = openSync(file, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function isInspection(data: unknown): data is { inspection: Inspection } {
  return typeof data === 'object' && data !== null && 'inspection' in data;
}

if (!isMainThread && isInspection(workerData)) parentPort?.postMessage(await inspect(workerData.inspection));
