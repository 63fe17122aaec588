/** A small system of tasks of its own, over real HTTP: hears webhooks, says how its tasks are. Stands in tests for that of an agency. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { type TaskEvent, taskEvent } from '../../contract/taskSync.ts';

/** A task as that system has it. */
export interface TheirTask {
  readonly key: string;
  /** Number at the engine. */
  readonly number: number;
  /** Grows with every change there. */
  version: number;
  /** The newest version of the engine's that it knows. */
  seen: number;
  title: string;
  priority: string;
  state: string;
}

export interface OtherSystem {
  readonly url: string;
  readonly tasks: Map<number, TheirTask>;
  /** Webhooks that were heard, by the number and version they tell of. */
  readonly heard: string[];
  /** Requests to be answered with 503 before one is heard. */
  failing: number;
  /** Given with the endpoint. */
  secret: string;
  end(): Promise<void>;
}

const webhook = z.object({ data: taskEvent });

export async function startOtherSystem(): Promise<OtherSystem> {
  const server = createServer((request, response) => {
    void answer(request).then((status) => response.writeHead(status).end());
  });
  const tasks = new Map<number, TheirTask>();
  const heard: string[] = [];
  const ids = new Set<string>();
  const other: OtherSystem = {
    url: await listening(server),
    ...{ tasks, heard, failing: 0, secret: '' },
    async end() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function answer(request: IncomingMessage): Promise<number> {
    const body = await textOf(request);
    if (other.failing > 0) {
      other.failing -= 1;
      return 503;
    }
    const [id, timestamp, signature] = ['id', 'timestamp', 'signature'].map((name) =>
      String(request.headers[`webhook-${name}`]),
    );
    if (!isSigned(other.secret, `${id}.${timestamp}.${body}`, signature ?? '')) return 401;
    // At least once: what came before is heard once.
    if (id === undefined || ids.has(id)) return 204;
    ids.add(id);
    const said = webhook.safeParse(JSON.parse(body));
    if (!said.success) return 204;
    heard.push(`${said.data.data.number}.${said.data.data.version}`);
    take(said.data.data);
    return 204;
  }

  function take(event: TaskEvent): void {
    const { number, version, title, priority, state } = event;
    const known = tasks.get(number);
    // In any order: an older version says nothing new.
    if (known && version <= known.seen) return;
    if (known) Object.assign(known, { seen: version, title, priority, state });
    else
      tasks.set(number, { key: `NV-${number}`, number, version: 1, seen: version, title, priority, state });
  }

  return other;
}

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/tasks`;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** Standard Webhooks: HMAC-SHA256 over id, time and body. */
function isSigned(secret: string, signed: string, given: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = Buffer.from(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
  const said = Buffer.from(given);
  return said.length === expected.length && timingSafeEqual(said, expected);
}
