/** Reports that are printed as PDF: ordered of the shell one after another, kept for a while, each for its asker only. */
import { randomUUID } from 'node:crypto';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import type { PrintOrder, PrintSheet, ReportPrint } from '../../contract/reports.ts';

/** Files are handed out for so long, and never more than so many bytes of them are kept. */
const KEPT_MS = 30 * 60_000;
const BYTES_MAX = 64 * 1024 * 1024;
const WAITING_MAX = 20;
/** A shell that has not sent a file for so long has given up. */
const PATIENCE_MS = 120_000;

export interface ReportPrints {
  /** `null` when too many wait already. */
  ask(owner: string, report: number, sheet: PrintSheet): ReportPrint | null;
  find(id: string, owner: string): ReportPrint | undefined;
  file(id: string, owner: string): Buffer | undefined;
  /** What the shell is to print now; the same until it is done. */
  order(): PrintOrder | null;
  /** Keeps what was printed; `false` when it was not ordered or is no PDF. */
  keep(id: string, file: Buffer): boolean;
  fail(id: string, why: string): void;
}

interface Kept {
  readonly owner: string;
  readonly report: number;
  readonly sheet: PrintSheet;
  readonly askedAt: Instant;
  begunAt: Instant | null;
  state: ReportPrint['state'];
  why: string | null;
  file: Buffer | null;
}

/** In memory only: after a restart of the engine they are asked for again. */
export function createReportPrints(now: () => Instant): ReportPrints {
  const kept = new Map<string, Kept>();

  function tidy(): void {
    for (const one of kept.values()) {
      if (one.state !== 'waiting' || one.begunAt === null || now() - one.begunAt <= PATIENCE_MS) continue;
      one.state = 'failed';
      one.why = 'the wall sent nothing in time';
    }
    let bytes = [...kept.values()].reduce((sum, { file }) => sum + (file?.length ?? 0), 0);
    for (const [id, { state, askedAt, file }] of kept) {
      if (state === 'waiting' || (now() - askedAt <= KEPT_MS && bytes <= BYTES_MAX)) continue;
      bytes -= file?.length ?? 0;
      kept.delete(id);
    }
  }

  function describe(id: string, { report, state, askedAt, why, file }: Kept): ReportPrint {
    return { id, report, state, askedAt: formatInstant(askedAt), why, bytes: file?.length ?? null };
  }

  function ofOwner(id: string, owner: string): Kept | undefined {
    tidy();
    const one = kept.get(id);
    return one?.owner === owner ? one : undefined;
  }

  return {
    ask(owner, report, sheet) {
      tidy();
      if ([...kept.values()].filter(({ state }) => state === 'waiting').length >= WAITING_MAX) return null;
      const id = randomUUID();
      const one: Kept = {
        ...{ owner, report, sheet, askedAt: now(), begunAt: null },
        ...{ state: 'waiting', why: null, file: null },
      };
      kept.set(id, one);
      return describe(id, one);
    },
    find(id, owner) {
      const one = ofOwner(id, owner);
      return one && describe(id, one);
    },
    file: (id, owner) => ofOwner(id, owner)?.file ?? undefined,
    order() {
      tidy();
      const next = [...kept].find(([, { state }]) => state === 'waiting');
      if (!next) return null;
      const [id, one] = next;
      one.begunAt ??= now();
      return { id, sheet: one.sheet };
    },
    keep(id, file) {
      const one = kept.get(id);
      if (one?.state !== 'waiting' || file.subarray(0, 5).toString('latin1') !== '%PDF-') return false;
      one.state = 'done';
      one.file = file;
      return true;
    },
    fail(id, why) {
      const one = kept.get(id);
      if (one?.state !== 'waiting') return;
      one.state = 'failed';
      one.why = why;
    },
  };
}
