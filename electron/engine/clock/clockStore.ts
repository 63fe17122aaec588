/** What of the clock outlives a restart: where it stands, its settings, the bookmarks. */
import { z } from 'zod';
import type { Instant } from '../../contract/calendar.ts';
import { playbackSettings, type PlaybackSettings } from '../../contract/playback.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';
import type { ClockState, Playing } from './playback.ts';

const kept = z
  .object({
    mode: z.literal('playback'),
    from: z.int(),
    to: z.int(),
    at: z.int(),
    movedAt: z.int(),
    speed: z.int().min(1),
    paused: z.boolean(),
    loop: z.boolean(),
    cause: z.enum(['person', 'silence']),
    by: z.string(),
    since: z.int(),
    touchedAt: z.int(),
    silentSince: z.int().nullable(),
  })
  .refine(({ from, to, at }) => from < to && from <= at && at <= to) satisfies z.ZodType<Playing>;

/** The playback that was on when the engine ended; `null` when it was live. */
export function keptPlayback(db: ReadableDB): Playing | null {
  const row = db.prepare<[], { playing: string | null }>(`SELECT playing FROM clock`).get();
  if (!row || row.playing === null) return null;
  // One kept by an older version may not fit today's: the wall is live then.
  return kept.safeParse(JSON.parse(row.playing)).data ?? null;
}

export function keepState(db: WritableDB, state: ClockState): void {
  db.prepare(
    `INSERT INTO clock (id, playing) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET playing = excluded.playing`,
  ).run(state.mode === 'playback' ? JSON.stringify(state) : null);
}

/** What a wall would want that nobody has set: rather the record of the last day than figures that stand still. */
const DEFAULTS: PlaybackSettings = {
  automatic: true,
  silenceS: 600,
  hours: 24,
  speed: 60,
  idleS: 10_800,
};

export function readSettings(db: ReadableDB): PlaybackSettings {
  const row = db.prepare<[], { settings: string | null }>(`SELECT settings FROM clock`).get();
  if (!row || row.settings === null) return DEFAULTS;
  return playbackSettings.safeParse(JSON.parse(row.settings)).data ?? DEFAULTS;
}

export function keepSettings(db: WritableDB, settings: PlaybackSettings): void {
  db.prepare(
    `INSERT INTO clock (id, settings) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET settings = excluded.settings`,
  ).run(JSON.stringify(settings));
}

export interface KeptBookmark {
  id: number;
  name: string;
  at: Instant;
  by: string;
}

export function readBookmarks(db: ReadableDB): KeptBookmark[] {
  return db.prepare<[], KeptBookmark>(`SELECT id, name, at, by FROM bookmark ORDER BY at, id`).all();
}

export function findBookmark(db: ReadableDB, id: number): KeptBookmark | undefined {
  return db.prepare<[number], KeptBookmark>(`SELECT id, name, at, by FROM bookmark WHERE id = ?`).get(id);
}

export function addBookmark(db: WritableDB, bookmark: Omit<KeptBookmark, 'id'>): KeptBookmark {
  const { lastInsertRowid } = db
    .prepare(`INSERT INTO bookmark (name, at, by) VALUES (@name, @at, @by)`)
    .run(bookmark);
  return { id: Number(lastInsertRowid), ...bookmark };
}

export function changeBookmark(db: WritableDB, bookmark: KeptBookmark): void {
  db.prepare(`UPDATE bookmark SET name = @name, at = @at WHERE id = @id`).run({
    id: bookmark.id,
    name: bookmark.name,
    at: bookmark.at,
  });
}

export function removeBookmark(db: WritableDB, id: number): void {
  db.prepare(`DELETE FROM bookmark WHERE id = ?`).run(id);
}
