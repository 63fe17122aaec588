/** A program that pushes: it notes how far it has come when its lines were answered, and goes on from there. */
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { readNumber, writeNumber } from './allowed.ts';
import { lineOf } from './lines.ts';

const TOGETHER = 20;
const PAUSE_MS = 5;
const PATIENCE_MS = 5_000;

/** Where to push to; it changes when the engine is started anew. */
const target = z.object({ url: z.url(), token: z.string() });

export async function push(
  source: string,
  given: { allowed: string; position: string; target: string },
): Promise<never> {
  for (;;) {
    const from = readNumber(given.position);
    const to = Math.min(readNumber(given.allowed), from + TOGETHER);
    const lines = Array.from({ length: to - from }, (_, i) => lineOf(source, from + i + 1));
    if (lines.length > 0 && (await send(source, given.target, lines.join('\n'))))
      writeNumber(given.position, to);
    await wait(PAUSE_MS);
  }
}

async function send(source: string, file: string, body: string): Promise<boolean> {
  try {
    const { url, token } = target.parse(JSON.parse(readFileSync(file, 'utf8')));
    const answer = await fetch(`${url}/api/v1/sources/${source}/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.text();
    return answer.status === 200;
  } catch {
    return false;
  }
}
