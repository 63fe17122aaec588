/** A source that sends one event after the other and each again until it is acknowledged, as a real one does. */
import { setTimeout as pause } from 'node:timers/promises';
import { formatInstant } from '../../../electron/contract/calendar.ts';
import type { PushAnswer } from '../../../electron/contract/sources.ts';
import { PUSH_SOURCE } from '../stage.ts';

const REST_MS = 250;
const AMOUNT = 1_000_000;

/** A receipt of a million đồng, issued now. */
export function receiptLine(name: string): string {
  return JSON.stringify({
    id: `receipt-${name}`,
    type: 'receipt',
    at: formatInstant(Date.now()),
    v: 1,
    receipt: `bench/${name}`,
    unit: 'HCM-KV01',
    officer: null,
    case: null,
    amount: AMOUNT,
    status: 'issued',
    converts: null,
  });
}

/** Sends lines through the push source that benchmarks have. Throws when they are not answered. */
export async function pushLines(
  engineUrl: string,
  token: string,
  lines: readonly string[],
): Promise<PushAnswer> {
  const answer = await fetch(`${engineUrl}/api/v1/sources/${PUSH_SOURCE}/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body: lines.join('\n'),
  });
  if (!answer.ok) throw new Error(`The push was answered with ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as PushAnswer;
}

export interface Pusher {
  /** Sends no more, and gives the lines that were acknowledged. */
  stop(): Promise<readonly string[]>;
}

/** @param name tells its events from those of others */
export function startPusher(engineUrl: string, token: string, name: string): Pusher {
  const acknowledged: string[] = [];
  let stopped = false;
  const run = async () => {
    for (let n = 0; !stopped; n += 1) {
      const line = receiptLine(`${name}-${n}`);
      for (let sent = false; !sent && !stopped; await pause(REST_MS))
        sent = await pushLines(engineUrl, token, [line]).then(
          () => true,
          () => false,
        );
      if (!stopped) acknowledged.push(line);
    }
  };
  const running = run();
  return {
    async stop() {
      stopped = true;
      await running;
      return acknowledged;
    },
  };
}
