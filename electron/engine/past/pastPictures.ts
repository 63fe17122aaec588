/** The pictures of past instants that were asked for: ordered of the shell one after another, kept for a while. */
import { randomUUID } from 'node:crypto';
import type { SourceHealth } from '../../contract/answers.ts';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import type { Scene } from '../../contract/layouts.ts';
import type { Role } from '../../contract/live.ts';
import type { PastExport, PastOrder } from '../../contract/past.ts';
import { pngSize } from './png.ts';

/** Pictures are handed out for this long, and never more than so many bytes of them are kept. */
const KEPT_MS = 30 * 60_000;
const BYTES_MAX = 128 * 1024 * 1024;
/** Orders that wait; more would be taken for a fault of whoever asks. */
const WAITING_MAX = 20;
/** A shell that has not sent a picture for so long has given up. */
const PATIENCE_MS = 150_000;

export interface PastPictures {
  /** `null` when too many wait already. */
  ask(asked: Asked): PastExport | null;
  find(id: string): PastExport | undefined;
  /** Newest first. */
  list(): PastExport[];
  picture(id: string, role: Role): Buffer | undefined;
  /** What the shell is to photograph now: the oldest that is not done. */
  order(): PastOrder | null;
  /** Keeps a picture of the shell's; `false` when it is no PNG or was not ordered. */
  keep(id: string, role: Role, png: Buffer): boolean;
  fail(id: string, why: string): void;
}

export interface Asked {
  readonly at: Instant;
  readonly roles: readonly Role[];
  readonly by: string;
  readonly scene: Scene;
  readonly sources: readonly SourceHealth[];
}

interface Kept {
  told: PastExport;
  askedAt: Instant;
  movedAt: Instant;
  pictures: Map<Role, Buffer>;
}

/** In memory only: after a restart of the engine the pictures are asked for again. */
export function createPastPictures(now: () => Instant): PastPictures {
  const kept = new Map<string, Kept>();

  function isOpen({ told }: Kept): boolean {
    return told.state === 'waiting' || told.state === 'taking';
  }

  function tidy(): void {
    for (const entry of kept.values())
      if (entry.told.state === 'taking' && now() - entry.movedAt > PATIENCE_MS)
        entry.told = { ...entry.told, state: 'failed', why: 'the wall sent no picture in time' };
    const closed = [...kept].filter(([, entry]) => !isOpen(entry));
    let bytes = closed.reduce((sum, [, entry]) => sum + sizeOf(entry), 0);
    for (const [id, entry] of closed) {
      if (now() - entry.askedAt <= KEPT_MS && bytes <= BYTES_MAX) continue;
      bytes -= sizeOf(entry);
      kept.delete(id);
    }
  }

  return {
    ask({ at, roles, by, scene: { id: sceneId, title, revision }, sources }) {
      tidy();
      if ([...kept.values()].filter(isOpen).length >= WAITING_MAX) return null;
      const id = randomUUID();
      const told: PastExport = {
        id,
        at: formatInstant(at),
        askedAt: formatInstant(now()),
        by,
        roles: [...roles],
        state: 'waiting',
        why: null,
        scene: { id: sceneId, title, revision },
        sources: [...sources],
        pictures: [],
      };
      kept.set(id, { told, askedAt: now(), movedAt: now(), pictures: new Map() });
      return told;
    },
    find(id) {
      tidy();
      return kept.get(id)?.told;
    },
    list() {
      tidy();
      return [...kept.values()].map(({ told }) => told).reverse();
    },
    picture: (id, role) => kept.get(id)?.pictures.get(role),
    order() {
      tidy();
      const next = [...kept.values()].find(isOpen);
      if (next === undefined) return null;
      if (next.told.state === 'waiting') {
        next.told = { ...next.told, state: 'taking' };
        next.movedAt = now();
      }
      const { id, at, askedAt, by, roles } = next.told;
      const missing = roles.filter((one) => !next.pictures.has(one));
      return { id, at, askedAt, by, roles: missing };
    },
    keep(id, role, png) {
      const entry = kept.get(id);
      const size = pngSize(png);
      if (entry === undefined || size === null || !entry.told.roles.includes(role)) return false;
      entry.pictures.set(role, png);
      entry.movedAt = now();
      const { roles } = entry.told;
      const pictures = roles.flatMap((one) => describe(one, entry.pictures.get(one)));
      const done = pictures.length === roles.length;
      entry.told = { ...entry.told, pictures, ...(done && { state: 'done' as const, why: null }) };
      return true;
    },
    fail(id, why) {
      const entry = kept.get(id);
      if (entry !== undefined && isOpen(entry)) entry.told = { ...entry.told, state: 'failed', why };
    },
  };
}

function describe(role: Role, png: Buffer | undefined): PastExport['pictures'] {
  const size = png === undefined ? null : pngSize(png);
  return png === undefined || size === null ? [] : [{ role, ...size, bytes: png.length }];
}

function sizeOf({ pictures }: Kept): number {
  return [...pictures.values()].reduce((sum, png) => sum + png.length, 0);
}
