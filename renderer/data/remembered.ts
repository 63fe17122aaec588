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
  /** Pictures that belong to it, each kept beside it: they are large, and never change. */
  pictures: z.array(z.string()).default([]),
});
const picture = z.object({ picture: z.string(), answer: z.unknown() });

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
  const pictures = records.flatMap((one) => picture.safeParse(one).data ?? []);
  const answers = Object.assign(
    valid(Object.fromEntries(pictures.map((one) => [one.picture, one.answer]))),
    ...known.map((one) => valid(one.answers)),
  ) as Record<string, unknown>;
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
  const written = new Map<string, unknown>();
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
    const [pictures, others] = apart(answers);
    const fresh = pictures.filter(([key, answer]) => written.get(key) !== answer);
    for (const [key, answer] of fresh) written.set(key, answer);
    void put([
      ...fresh.map(([key, answer]): Entry => [pictureName(key), { picture: key, answer }]),
      [name, { at, clock: standing, ...told, answers: others, pictures: pictures.map(([key]) => key) }],
    ]);
  }
  const end = store.subscribe((now, before) => {
    if (now.link === 'lost' && before.link === 'open') write();
  });
  return () => {
    clearTimeout(due);
    end();
  };
}

type Entry = readonly [name: string, value: object];
const pictureName = (key: string) => `picture ${key}`;

/** Answers that are pictures, and all others. */
function apart(answers: Readonly<Record<string, unknown>>): [[string, unknown][], Record<string, unknown>] {
  const all = Object.entries(answers);
  const isPicture = ([key]: [string, unknown]) => queryOf(key).ask === 'image';
  return [all.filter(isPicture), Object.fromEntries(all.filter((one) => !isPicture(one)))];
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The store cannot be opened.'));
  });
}

/** Reads everything; pictures that no window has any more go. */
async function readAll(): Promise<unknown[]> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const table = database.transaction(TABLE, 'readwrite').objectStore(TABLE);
    const request: IDBRequest<unknown[]> = table.getAll();
    request.onsuccess = () => {
      for (const key of unnamed(request.result)) table.delete(pictureName(key));
      resolve(request.result);
    };
    request.onerror = () => reject(request.error ?? new Error('The store cannot be read.'));
    request.transaction?.addEventListener('complete', () => database.close());
  });
}

/** Pictures among these records that none of the others names. */
export function unnamed(records: readonly unknown[]): string[] {
  const named = new Set(records.flatMap((one) => record.safeParse(one).data?.pictures ?? []));
  const there = records.flatMap((one) => picture.safeParse(one).data?.picture ?? []);
  return there.filter((key) => !named.has(key));
}

/** All of them or none. */
async function put(entries: readonly Entry[]): Promise<void> {
  try {
    const database = await open();
    const writing = database.transaction(TABLE, 'readwrite');
    for (const [name, value] of entries) writing.objectStore(TABLE).put(value, name);
    writing.oncomplete = () => database.close();
    writing.onabort = () => database.close();
  } catch {
    // A full or broken disk: the window goes on without.
  }
}
