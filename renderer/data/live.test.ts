import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type WebSocket as Peer, WebSocketServer } from 'ws';
import { type ClientMessage, clientMessage, type Query } from '../../electron/contract/live.ts';
import { connectLive, type Live, liveAddress } from './live.ts';
import { queryKey } from './question.ts';
import type { LiveState } from './state.ts';

const AT = '2026-01-15T09:41:00.000+07:00';
const LATEST = { ask: 'latest', unit: 'HCM', limit: 5 } as const satisfies Query;
const UNITS = { ask: 'units' } as const satisfies Query;

/** An engine's end of the live connection: keeps what it heard, says what a test tells it to. */
class Engine {
  readonly heard: ClientMessage[] = [];
  readonly server: WebSocketServer;
  peer: Peer | null = null;
  private waiting: (() => void)[] = [];

  constructor(port = 0) {
    this.server = new WebSocketServer({ host: '127.0.0.1', port });
    this.server.on('connection', (peer) => {
      this.peer = peer;
      peer.on('message', (data: Buffer) => {
        this.heard.push(clientMessage.parse(JSON.parse(data.toString('utf8'))));
        for (const wake of this.waiting.splice(0)) wake();
      });
    });
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async until(holds: (heard: readonly ClientMessage[]) => boolean): Promise<void> {
    while (!holds(this.heard)) await new Promise<void>((wake) => this.waiting.push(wake));
  }

  async idOf(query: Query): Promise<string> {
    const asks = (m: ClientMessage) => m.type === 'subscribe' && queryKey(m.query) === queryKey(query);
    await this.until((heard) => heard.some(asks));
    const found = this.heard.find(asks);
    return found?.type === 'subscribe' ? found.id : '';
  }

  tick(results: Record<string, unknown> = {}): void {
    const clock = { mode: 'live', at: AT, speed: 1 };
    this.peer?.send(JSON.stringify({ type: 'tick', at: AT, clock, sources: [], results }));
  }

  async stop(): Promise<void> {
    for (const client of this.server.clients) client.terminate();
    this.server.close();
    await once(this.server, 'close');
  }
}

let engine: Engine;
let live: Live;

beforeEach(async () => {
  engine = new Engine();
  await once(engine.server, 'listening');
  live = connectLive({ url: `http://127.0.0.1:${engine.port}`, token: 'secret' });
});
afterEach(async () => {
  live.close();
  await engine.stop();
});

function until(holds: (state: LiveState) => boolean): Promise<LiveState> {
  return new Promise((resolve) => {
    const now = live.store.getState();
    if (holds(now)) return resolve(now);
    const stop = live.store.subscribe((state) => {
      if (!holds(state)) return;
      stop();
      resolve(state);
    });
  });
}

const answerTo = (query: Query) => (state: LiveState) => state.answers[queryKey(query)];
const event = (key: string) => ({
  at: AT,
  source: 'demo',
  nature: 'sample',
  type: 'case',
  key,
  unit: 'HCM',
  unitName: 'TP.HCM',
  what: 'completed',
  money: '9007199254740993',
});

describe('the address', () => {
  it('is the live path of the engine, with the token of the wall', () => {
    expect(liveAddress({ url: 'http://127.0.0.1:4180', token: 'a b' })).toBe(
      'ws://127.0.0.1:4180/api/v1/live?token=a+b',
    );
    expect(liveAddress({ url: 'https://wall.example', token: null })).toBe('wss://wall.example/api/v1/live');
  });
});

describe('questions', () => {
  it('that ask the same are asked once, until the last asker leaves', async () => {
    const first = live.ask(LATEST);
    const second = live.ask({ limit: 5, unit: 'HCM', ask: 'latest' });
    live.ask(UNITS);
    const id = await engine.idOf(LATEST);
    await engine.idOf(UNITS);
    expect(engine.heard.filter((m) => m.type === 'subscribe')).toHaveLength(2);
    first();
    first();
    second();
    await engine.until((heard) => heard.some((m) => m.type === 'unsubscribe'));
    expect(engine.heard.filter((m) => m.type === 'unsubscribe')).toEqual([{ type: 'unsubscribe', id }]);
  });

  it('whose answer did not change keep the very same answer', async () => {
    live.ask(LATEST);
    const id = await engine.idOf(LATEST);
    engine.tick({ [id]: { events: [event('a')] } });
    const before = await until((s) => answerTo(LATEST)(s) !== undefined);
    engine.tick({ [id]: { events: [event('a')] } });
    engine.tick({ unknown: {} });
    live.showAs(['map']);
    await engine.until((heard) => heard.some((m) => m.type === 'window'));
    engine.tick({ [id]: { events: [event('b'), event('a')] } });
    const after = await until((s) => answerTo(LATEST)(s) !== answerTo(LATEST)(before));
    expect(answerTo(LATEST)(after)).toEqual({ events: [event('b'), event('a')] });
    expect(answerTo(LATEST)(before)).toEqual({ events: [event('a')] });
  });

  it('whose answer is still worked out are awaited', async () => {
    const forecast: Query = {
      ask: 'forecast',
      unit: 'HCM',
      indicator: 'case_completion_rate',
      step: 'week',
    };
    live.ask(forecast);
    const id = await engine.idOf(forecast);
    engine.tick({ [id]: { outcome: 'working' } });
    await until((s) => answerTo(forecast)(s) !== undefined);
    expect([live.isAnswered(), live.isAwaited()]).toEqual([true, true]);
    const { ask: _, ...asked } = forecast;
    const kind = { measure: 'percent', decimals: 2, at: AT, words: { vi: 'Chưa đủ', en: 'Too short' } };
    const none = { outcome: 'none', ...asked, ...kind, reason: 'too_short', known: 3, needed: 30 };
    engine.tick({ [id]: none });
    await until(() => !live.isAwaited());
    expect(answerTo(forecast)(live.store.getState())).toEqual(none);
  });

  it('that are refused say why, until they are answered', async () => {
    live.ask(LATEST);
    const id = await engine.idOf(LATEST);
    engine.peer?.send(JSON.stringify({ type: 'refused', id, field: 'unit', detail: 'no unit "HCM"' }));
    const refused = await until((s) => s.refusals[queryKey(LATEST)] !== undefined);
    expect(refused.refusals[queryKey(LATEST)]).toEqual({ field: 'unit', detail: 'no unit "HCM"' });
    engine.tick({ [id]: { events: [] } });
    await until((s) => s.refusals[queryKey(LATEST)] === undefined);
  });

  it('answered with nonsense keep their last answer and name the field', async () => {
    live.ask(LATEST);
    const id = await engine.idOf(LATEST);
    engine.tick({ [id]: { events: [event('a')] } });
    engine.peer?.send('not JSON');
    engine.tick({ [id]: { events: 'none' } });
    const state = await until((s) => s.refusals[queryKey(LATEST)] !== undefined);
    expect(state.refusals[queryKey(LATEST)]?.field).toBe('events');
    expect(answerTo(LATEST)(state)).toEqual({ events: [event('a')] });
  });
});

describe('an engine that goes away', () => {
  it('leaves the last answers, and is asked everything again when it is back', async () => {
    live.showAs(['statistics']);
    live.ask(LATEST);
    const id = await engine.idOf(LATEST);
    engine.tick({ [id]: { events: [event('a')] } });
    await until((s) => s.link === 'open' && answerTo(LATEST)(s) !== undefined);
    const { port } = engine;
    await engine.stop();
    const lost = await until((s) => s.link === 'lost');
    expect(answerTo(LATEST)(lost)).toEqual({ events: [event('a')] });
    expect(lost.heardAt).toBe(Date.parse(AT));

    engine = new Engine(port);
    await engine.until((heard) => heard.length >= 2);
    expect(engine.heard).toEqual([
      { type: 'window', role: 'statistics' },
      { type: 'subscribe', id, query: LATEST },
    ]);
    engine.tick({ [id]: { events: [event('a')] } });
    const back = await until((s) => s.link === 'open');
    expect(answerTo(LATEST)(back)).toBe(answerTo(LATEST)(lost));
  });

  it('comes back at once when it is told that the engine answers, without waiting for its next try', async () => {
    await until((s) => {
      engine.tick();
      return s.link === 'open';
    });
    const { port } = engine;
    live.ask(LATEST);
    await engine.idOf(LATEST);
    // No try by itself falls due any more.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      await engine.stop();
      await until((s) => s.link === 'lost');
      engine = new Engine(port);
      await once(engine.server, 'listening');
      live.redirect({ url: `http://127.0.0.1:${port}`, token: 'secret' });
      await engine.idOf(LATEST);
    } finally {
      vi.useRealTimers();
    }
  });

  it('may come back at another address', async () => {
    await until((s) => {
      engine.tick();
      return s.link === 'open';
    });
    const second = new Engine();
    await once(second.server, 'listening');
    live.ask(UNITS);
    live.redirect({ url: `http://127.0.0.1:${second.port}`, token: 'secret' });
    await second.idOf(UNITS);
    await engine.stop();
    engine = second;
  });
});
