/** A subscriber of the benchmark: asks, counts what it is told, and notes when it saw how many receipts. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Query } from '../../../electron/contract/live.ts';

/** Number of receipts of its unit that a subscriber was told of, and when (ms since the epoch). */
export interface Seen {
  readonly at: number;
  readonly receipts: number;
}

export interface Subscriber {
  readonly unit: string;
  readonly socket: WebSocket;
  /** In the order in which they came. */
  seen: Seen[];
  messages: number;
  bytes: number;
  /** Whether it still listens. */
  open: boolean;
}

/** The subscription by which every subscriber notices what was pushed. */
const PROBE = 'probe';
const PROBED = 'receipts_issued';

/** The question that tells how many receipts a unit has issued, with other indicators of it. */
export function probe(unit: string, others: readonly string[] = []): Query {
  return { ask: 'values', units: [unit], indicators: [PROBED, ...others] };
}

/** Connects; resolves when every question has been answered once. */
export async function subscribe(
  url: string,
  token: string,
  unit: string,
  questions: readonly Query[],
): Promise<Subscriber> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/v1/live?token=${token}`);
  const subscriber: Subscriber = { unit, socket, seen: [], messages: 0, bytes: 0, open: true };
  socket.on('close', () => (subscriber.open = false));
  await once(socket, 'open');
  const unanswered = new Set(questions.map((_, i) => `${i}`));
  const answered = new Promise<void>((resolve, reject) => {
    const hear = (data: Buffer) => {
      const message = JSON.parse(data.toString('utf8')) as { type: string; id?: string; results?: object };
      if (message.type === 'refused') reject(new Error(`live: ${data.toString('utf8')}`));
      for (const id of Object.keys(message.results ?? {})) unanswered.delete(id);
      if (unanswered.size > 0) return;
      socket.off('message', hear);
      resolve();
    };
    socket.on('message', hear);
  });
  socket.on('message', (data: Buffer) => {
    subscriber.messages += 1;
    subscriber.bytes += data.length;
    const receipts = receiptsIn(data);
    if (receipts !== null) subscriber.seen.push({ at: Date.now(), receipts });
  });
  questions.forEach((query, i) => socket.send(JSON.stringify({ type: 'subscribe', id: `${i}`, query })));
  socket.send(JSON.stringify({ type: 'subscribe', id: PROBE, query: probe(unit) }));
  await answered;
  return subscriber;
}

/** Reads one number out of a message without taking all of it apart: that would be time of the listener's. */
function receiptsIn(data: Buffer): number | null {
  const from = data.indexOf(`"${PROBE}":{`);
  if (from < 0) return null;
  const found = new RegExp(`"${PROBED}":\\{"value":"?(\\d+)`).exec(data.toString('utf8', from, from + 400));
  return found ? Number(found[1]) : null;
}
