/** What the source has to say so far, and who waits for more. */
import { DAY_MS } from '../contract/calendar.ts';
import { dayNumber } from './days.ts';
import { KIND } from './journal.ts';
import { writeLine } from './lines.ts';
import type { Pace } from './pace.ts';
import type { SectorStream } from './stream.ts';

/** A reader farther ahead than this is mistaken. */
const FARTHEST_AHEAD = 3_000_000;
/** Look at the clock at least this often: it may be set, and machines sleep. */
const LONGEST_SLEEP_MS = 5_000;

export class LiveFeed {
  readonly #stream: SectorStream;
  readonly #pace: Pace;
  readonly #now: () => number;
  readonly #waiting = new Set<() => void>();
  #head: number;
  #timer: NodeJS.Timeout | undefined;

  /** Everything up to `asOf` has happened; what follows comes at the pace given. */
  constructor(stream: SectorStream, asOf: number, pace: Pace, now: () => number) {
    this.#stream = stream;
    this.#pace = pace;
    this.#now = now;
    while (stream.writtenUntil <= asOf) stream.writeNextYear();
    this.#head = stream.sector.journal.countUntil(asOf);
    this.#advance();
  }

  /** Sequence number of the newest event. */
  get head(): number {
    return this.#head;
  }

  /** Up to `limit` lines after `seq`, in order. */
  after(seq: number, limit: number): string[] {
    const lines: string[] = [];
    const end = Math.min(this.#head, seq + limit);
    for (let row = seq; row < end; row++) lines.push(writeLine(this.#stream.sector, row));
    return lines;
  }

  /** Resolves when there is something after `seq`, when `ms` have passed, or when aborted. */
  async waitFor(seq: number, ms: number, signal: AbortSignal): Promise<void> {
    this.#catchUpWith(seq);
    if (this.#head > seq || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const wake = () => {
        if (this.#head > seq) done();
      };
      const timer = setTimeout(done, ms);
      this.#waiting.add(wake);
      signal.addEventListener('abort', done);
    });
  }

  /**
   * A reader that has more than we have sent knows us from before a restart: where events are stamped as they
   * are sent, we go on from where it stands.
   */
  #catchUpWith(seq: number): void {
    if (!this.#pace.restamps || this.#pace.next(0) === null) return;
    if (seq <= this.#head || seq - this.#head > FARTHEST_AHEAD) return;
    const now = this.#now();
    while (this.#head < seq) {
      this.#nextAt();
      this.#restamp(now);
      this.#head++;
    }
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #advance(): void {
    const now = this.#now();
    const before = this.#head;
    let next = this.#nextAt();
    while (next !== null && next <= now) {
      if (this.#pace.restamps) this.#restamp(next);
      this.#pace.sent(next);
      this.#head++;
      next = this.#nextAt();
    }
    if (this.#head > before) for (const wake of [...this.#waiting]) wake();
    if (next === null) return;
    const sleep = Math.max(1, Math.min(LONGEST_SLEEP_MS, next - now));
    this.#timer = setTimeout(() => this.#advance(), sleep);
  }

  #nextAt(): number | null {
    const { journal } = this.#stream.sector;
    if (this.#head >= journal.length) this.#stream.writeNextYear();
    return this.#pace.next(journal.at(this.#head));
  }

  #restamp(at: number): void {
    const { journal, cases } = this.#stream.sector;
    journal.restamp(this.#head, at);
    const accepted = cases[journal.ref(this.#head)];
    const isFirst = journal.kind(this.#head) === KIND.case && journal.v(this.#head) === 1;
    if (isFirst && accepted) accepted.acceptedDay = dayNumber(at);
  }
}

/** Events in an average year of a stream, from what it has written so far. */
export function eventsPerYear(stream: SectorStream, from: number, until: number): number {
  const { journal } = stream.sector;
  const days = (until - from) / DAY_MS;
  return ((journal.countUntil(until) - journal.countUntil(from)) / days) * 365.25;
}
