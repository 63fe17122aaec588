/** The wall as the shell reports it: which monitor shows what, and pictures of it for the console. */
import type { Instant } from '../../contract/calendar.ts';
import type { Role } from '../../contract/live.ts';
import type { BindingState, Monitor, WallReport } from '../../contract/wall.ts';

/** Pictures are wanted for this long after somebody looked at one. */
const WANTED_MS = 30_000;

export interface Thumbnail {
  jpeg: Buffer;
  at: Instant;
}

export interface Wall {
  report(report: WallReport): void;
  monitors(): Monitor[];
  /** How sure the shell is of what hangs where; `null` until it has said so. */
  binding(): BindingState | null;
  reportedAt(): Instant | null;
  keepThumbnail(role: Role, jpeg: Buffer): void;
  thumbnail(role: Role): Thumbnail | undefined;
  /** Somebody looks at the pictures: keep them fresh. */
  look(): void;
  thumbnailsWanted(): boolean;
}

/** Kept in memory only: after a restart the shell says everything again. */
export function createWall(now: () => Instant): Wall {
  let last: WallReport = { monitors: [], binding: null };
  let reportedAt: Instant | null = null;
  let lookedAt: Instant | null = null;
  const thumbnails = new Map<Role, Thumbnail>();
  return {
    report(report) {
      last = report;
      reportedAt = now();
    },
    monitors: () => last.monitors,
    binding: () => last.binding,
    reportedAt: () => reportedAt,
    keepThumbnail: (role, jpeg) => void thumbnails.set(role, { jpeg, at: now() }),
    thumbnail: (role) => thumbnails.get(role),
    look() {
      lookedAt = now();
    },
    thumbnailsWanted: () => lookedAt !== null && now() - lookedAt < WANTED_MS,
  };
}
