/** Dashboards that are drawn as files: ordered of the shell one after another, kept for a while, each for its asker only. */
import { randomUUID } from 'node:crypto';
import type { BoardExport, BoardOrder, BoardSheet } from '../../contract/boardExports.ts';
import { formatInstant, type Instant } from '../../contract/calendar.ts';

/** Files are handed out for this long, and never more than so many bytes of them are kept. */
const KEPT_MS = 30 * 60_000;
const BYTES_MAX = 64 * 1024 * 1024;
/** Exports that wait: of everybody, and of one person. */
const WAITING_MAX = 20;
export const WAITING_OF_ONE = 3;
/** A shell that has not sent a sheet for so long has given up. */
const PATIENCE_MS = 120_000;

export interface AskedExport {
  readonly owner: number;
  readonly dashboard: string;
  readonly format: BoardExport['format'];
  readonly paper: BoardExport['paper'];
  readonly locale: BoardOrder['locale'];
  readonly sheet: BoardSheet;
  /** Lends the asker's rights for the drawing; ended with it. */
  readonly lend: () => { token: string; end: () => void };
}

export interface BoardExports {
  /** `null` when too many wait already, of this person or of all. */
  ask(asked: AskedExport): BoardExport | null;
  find(id: string, owner: number): BoardExport | undefined;
  file(id: string, owner: number): Buffer | undefined;
  /** What the shell is to draw now; the same until it is done. */
  order(): BoardOrder | null;
  /** Keeps what the shell drew; `false` when it was not ordered or is no file of that kind. */
  keep(id: string, file: Buffer): boolean;
  fail(id: string, why: string): void;
}

interface Kept {
  readonly asked: AskedExport;
  readonly askedAt: Instant;
  state: BoardExport['state'];
  movedAt: Instant;
  why: string | null;
  file: Buffer | null;
  order: BoardOrder | null;
  endLoan: () => void;
}

/** In memory only: after a restart of the engine they are asked for again. */
export function createBoardExports(now: () => Instant): BoardExports {
  const kept = new Map<string, Kept>();
  const isOpen = ({ state }: Kept) => state === 'waiting' || state === 'drawing';
  const open = () => [...kept.values()].filter(isOpen);

  function close(entry: Kept, state: 'done' | 'failed'): void {
    entry.endLoan();
    entry.state = state;
    entry.order = null;
  }

  function tidy(): void {
    for (const entry of kept.values())
      if (entry.state === 'drawing' && now() - entry.movedAt > PATIENCE_MS) {
        close(entry, 'failed');
        entry.why = 'the wall sent nothing in time';
      }
    const closed = [...kept].filter(([, entry]) => !isOpen(entry));
    let bytes = closed.reduce((sum, [, { file }]) => sum + (file?.length ?? 0), 0);
    for (const [id, { askedAt, file }] of closed) {
      if (now() - askedAt <= KEPT_MS && bytes <= BYTES_MAX) continue;
      bytes -= file?.length ?? 0;
      kept.delete(id);
    }
  }

  function describe(id: string, entry: Kept): BoardExport {
    const { asked, askedAt, state, why, file } = entry;
    return {
      id,
      dashboard: asked.dashboard,
      title: asked.sheet.title,
      format: asked.format,
      paper: asked.paper,
      state,
      ahead: isOpen(entry) ? open().indexOf(entry) : 0,
      askedAt: formatInstant(askedAt),
      why,
      bytes: file?.length ?? null,
    };
  }

  function ofOwner(id: string, owner: number): Kept | undefined {
    tidy();
    const entry = kept.get(id);
    return entry?.asked.owner === owner ? entry : undefined;
  }

  return {
    ask(asked) {
      tidy();
      const waiting = open();
      if (waiting.length >= WAITING_MAX) return null;
      if (waiting.filter((one) => one.asked.owner === asked.owner).length >= WAITING_OF_ONE) return null;
      const id = randomUUID();
      const entry: Kept = {
        ...{ asked, askedAt: now(), movedAt: now(), state: 'waiting' },
        ...{ why: null, file: null, order: null, endLoan: () => undefined },
      };
      kept.set(id, entry);
      return describe(id, entry);
    },
    find(id, owner) {
      const entry = ofOwner(id, owner);
      return entry && describe(id, entry);
    },
    file: (id, owner) => ofOwner(id, owner)?.file ?? undefined,
    order() {
      tidy();
      const next = [...kept].find(([, entry]) => isOpen(entry));
      if (!next) return null;
      const [id, entry] = next;
      if (entry.order) return entry.order;
      const { format, paper, locale, sheet, lend } = entry.asked;
      const { token, end } = lend();
      entry.endLoan = end;
      entry.state = 'drawing';
      entry.movedAt = now();
      entry.order = { id, format, paper, locale, token, sheet };
      return entry.order;
    },
    keep(id, file) {
      const entry = kept.get(id);
      if (!entry || !isOpen(entry) || !isOf(entry.asked.format, file)) return false;
      close(entry, 'done');
      entry.file = file;
      return true;
    },
    fail(id, why) {
      const entry = kept.get(id);
      if (!entry || !isOpen(entry)) return;
      close(entry, 'failed');
      entry.why = why;
    },
  };
}

const BEGINNINGS = { png: '\x89PNG\r\n\x1a\n', pdf: '%PDF-' };

function isOf(format: BoardExport['format'], file: Buffer): boolean {
  const beginning = BEGINNINGS[format];
  return file.subarray(0, beginning.length).toString('latin1') === beginning;
}
