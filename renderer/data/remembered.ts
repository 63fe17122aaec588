/**
 * What a window last knew, kept in the browser's own store on this machine: a window that is loaded anew shows it at
 * once, with its age, whether the engine is there or not.
 */
import { z } from 'zod';
import { instantText, sourceHealth } from '../../electron/contract/answers.ts';
import { scene } from '../../electron/contract/layouts.ts';
import { answers as answerSchemas, clock } from '../../electron/contract/live.ts';
import { interrupt } from '../../electron/contract/interrupts.ts';
import { notice } from '../../electron/contract/notices.ts';
import { queryOf } from './question.ts';
import type { LiveState, LiveStore } from './state.ts';

const DATABASE = 'ioc-wall';
const TABLE = 'windows';
/** Written so often at most, ms: a disk that is written for years is spared. */
const EVERY = 60_000;
/** The first time sooner, ms: a wall that has just begun may lose its power as well. */
const FIRST = 5_000;
/** A store that does not answer in this time (ms) is as good as none. */
const PATIENCE = 1_500;
/** What was heard longer ago (ms) says nothing about today. */
const TOO_OLD = 40 * 86_400_000;

const record = z.object({
  at: instantText,
  clock,
  sources: z.array(sourceHealth),
  notices: z.array(notice),
  interrupt: interrupt.nullable().default(null),
  scene: scene.nullable(),
  answers: z.record(z.string(), z.unknown()),
});

/** What all windows of this machine last knew, as of the newest word of the engine; `null` when that is nothing. */
export async function recall(now: number): Promise<Partial<LiveState> | null> {
  try {
    const late = new Promise<never>((_resolve, reject) =>
      setTimeout(() => reject(new Error('The store does not answer.')), PATIENCE),
    );
    return together(await Promise.race([readAll(), late]), now);
  } catch {
    return null;
  }
}

/** Records put together; the newest decides where they differ. What does not fit today's contract is left out. */
export function together(records: readonly unknown[], now: number): Partial<LiveState> | null {
  const known = records
    .flatMap((one) => record.safeParse(one).data ?? [])
    .map((one) => ({ ...one, heardAt: Date.parse(one.at) }))
    .filter(({ heardAt }) => now - heardAt < TOO_OLD)
    .sort((a, b) => a.heardAt - b.heardAt);
  const newest = known.at(-1);
  if (!newest) return null;
  const answers = Object.assign({}, ...known.map((one) => valid(one.answers))) as Record<string, unknown>;
  const { heardAt, sources, notices, interrupt: message, scene: shown } = newest;
  const told = { sources, notices, interrupt: message, scene: shown };
  return { link: 'lost', heardAt, clock: newest.clock, ...told, answers };
}

function valid(answers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(answers).filter(([key, answer]) => {
      try {
        return answerSchemas[queryOf(key).ask].safeParse(answer).success;
      } catch {
        return false;
      }
    }),
  );
}

/** Keeps what the store knows under this name from now on; the result ends it. */
export function remember(name: string, store: LiveStore): () => void {
  let kept: unknown;
  let due = setTimeout(write, FIRST);
  function write(): void {
    clearTimeout(due);
    due = setTimeout(write, EVERY);
    const {
      answers,
      clock: standing,
      heardAt,
      sources,
      notices,
      interrupt: message,
      scene: shown,
    } = store.getState();
    if (answers === kept || heardAt === null || standing === null || shown === null) return;
    kept = answers;
    const at = new Date(heardAt).toISOString();
    const told = { sources, notices, interrupt: message, scene: shown };
    void put(name, { at, clock: standing, ...told, answers });
  }
  const end = store.subscribe((now, before) => {
    if (now.link === 'lost' && before.link === 'open') write();
  });
  return () => {
    clearTimeout(due);
    end();
  };
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The store cannot be opened.'));
  });
}

async function readAll(): Promise<unknown[]> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const request: IDBRequest<unknown[]> = database.transaction(TABLE).objectStore(TABLE).getAll();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The store cannot be read.'));
    request.transaction?.addEventListener('complete', () => database.close());
  });
}

async function put(name: string, value: object): Promise<void> {
  try {
    const database = await open();
    const writing = database.transaction(TABLE, 'readwrite');
    writing.objectStore(TABLE).put(value, name);
    writing.oncomplete = () => database.close();
    writing.onabort = () => database.close();
  } catch {
    // A full or broken disk: the window goes on without.
  }
}
