/** Events of a working day, pushed at a steady rate in small bodies, each remembered with its times. */
import { setTimeout as pause } from 'node:timers/promises';
import { formatInstant } from '../../../electron/contract/calendar.ts';

/** A body is sent this often, ms, with what has fallen due since the last one. */
const BODY_EVERY_MS = 20;

/** A push, all instants in ms since the epoch. */
export interface Pushed {
  readonly sentAt: number;
  readonly answeredAt: number;
  /** Receipts in it, by the unit that issued them. */
  readonly receipts: ReadonlyMap<string, number>;
}

export interface Load {
  /** Pushes for so many ms; resolves with the pushes when the last one has been answered. */
  run(ms: number): Promise<Pushed[]>;
}

/**
 * @param events how many there are a second
 * @param units those that the events are about, in turn
 */
export function createLoad(to: {
  address: string;
  token: string;
  units: readonly string[];
  events: number;
}): Load {
  let made = 0;

  function nextEvent(at: string): { line: string; issuer: string | null } {
    const n = (made += 1);
    const round = Math.floor(n / 5);
    const unit = to.units[round % to.units.length] as string;
    const common = { id: `live/${n}`, at, v: 1, unit };
    const isReceipt = n % 5 < 2;
    const line = isReceipt
      ? {
          ...common,
          type: 'receipt',
          receipt: `live/${n}`,
          officer: null,
          case: `live/${round}`,
          amount: 1_000_000 + n,
          status: 'issued',
          converts: null,
        }
      : n % 5 === 2
        ? { ...common, type: 'decision', decision: `live/${n}`, case: `live/${round}`, kind: 'enforcement' }
        : caseLine(common, n, round);
    return { line: JSON.stringify(line), issuer: isReceipt ? unit : null };
  }

  async function push(count: number): Promise<Pushed> {
    const sentAt = Date.now();
    const at = formatInstant(sentAt);
    const receipts = new Map<string, number>();
    const lines: string[] = [];
    for (let i = 0; i < count; i++) {
      const { line, issuer } = nextEvent(at);
      lines.push(line);
      if (issuer !== null) receipts.set(issuer, (receipts.get(issuer) ?? 0) + 1);
    }
    const answer = await fetch(to.address, {
      method: 'POST',
      headers: { authorization: `Bearer ${to.token}`, 'content-type': 'application/x-ndjson' },
      body: lines.join('\n'),
    });
    const answeredAt = Date.now();
    const { accepted } = (await answer.json()) as { accepted?: number };
    if (accepted !== count) throw new Error(`push: ${accepted} of ${count} events were accepted.`);
    return { sentAt, answeredAt, receipts };
  }

  return {
    async run(ms) {
      const pushed: Pushed[] = [];
      const begun = performance.now();
      let sent = 0;
      for (let passed = 0; passed < ms; passed = performance.now() - begun) {
        const due = Math.floor((passed / 1000) * to.events) - sent;
        if (due > 0) pushed.push(await push(due));
        sent += Math.max(0, due);
        await pause(BODY_EVERY_MS - ((performance.now() - begun) % BODY_EVERY_MS));
      }
      return pushed;
    },
  };
}

/** A case is taken in, and the next event of its kind puts it on: half of them each. */
function caseLine(common: { id: string; at: string; unit: string }, n: number, round: number): object {
  const taken = n % 5 === 3;
  return {
    ...common,
    type: 'case',
    v: taken ? 1 : 2,
    case: `live/${round}`,
    officer: null,
    initiation: 'ex_officio',
    category: 'civil',
    accepted_on: common.at.slice(0, 10),
    due: 50_000_000,
    done: taken ? 0 : 10_000_000,
    state: taken ? 'in_progress' : 'postponed',
  };
}
