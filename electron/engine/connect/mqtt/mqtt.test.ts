import mqtt from 'mqtt';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { caseLine, unitLine } from '../../ingest/fixtures.ts';
import { CASE_MAPPING, type Connected, startConnected } from '../fixtures.ts';
import { type Mosquitto, noMosquitto, startMosquitto } from './mosquitto.ts';
import { piecesOfMessage } from './payload.ts';

const why = noMosquitto();

describe.skipIf(why !== null)(`an MQTT broker${why === null ? '' : ` (skipped: ${why})`}`, () => {
  let broker: Mosquitto;
  let port: number;
  let core: Connected;
  let publisher: mqtt.MqttClient;

  beforeAll(async () => {
    broker = await startMosquitto();
    port = broker.port;
    publisher = mqtt.connect({ host: '127.0.0.1', port, protocolVersion: 5, reconnectPeriod: 50 });
    publisher.on('error', () => undefined);
    await reached();
  });
  afterAll(async () => {
    publisher.end(true);
    await broker.remove();
  });
  beforeEach(async () => {
    core = startConnected();
    await core.push('s1', unitLine('u', 'u', null));
  });
  afterEach(() => core.end());

  const reached = () =>
    new Promise<void>((resolve) => {
      if (publisher.connected) resolve();
      else publisher.once('connect', () => resolve());
    });
  let n = 0;
  function source(more: object = {}) {
    n += 1;
    return {
      id: 'mq',
      kind: 'mqtt',
      host: '127.0.0.1',
      port,
      tls: 'off',
      topics: [`t${n}/#`],
      clientId: `c${n}`,
      ...more,
    };
  }
  const say = (what: unknown, topic = `t${n}/a`) =>
    publisher.publishAsync(topic, typeof what === 'string' ? what : JSON.stringify(what), { qos: 1 });
  const connected = () => core.until('mq', (h) => h.state === 'on_time');

  it('is heard: one event, an array, or a line each', async () => {
    core.read(source());
    await connected();
    await say(caseLine('1', 'a', 'u'));
    await say([caseLine('2', 'b', 'u'), caseLine('3', 'c', 'u')]);
    await say(
      `${JSON.stringify(caseLine('4', 'd', 'u'))}\nnot json\n${JSON.stringify(caseLine('5', 'e', 'u'))}\n`,
    );
    await core.until('mq', (h) => h.counts.accepted === 5 && h.counts.quarantined === 1);
    expect(core.cases('u')).toBe(5);
  });

  it('keeps what comes while the engine is away, and what was not acknowledged', async () => {
    core.read(source());
    await connected();
    await say(caseLine('1', 'a', 'u'));
    await core.until('mq', (h) => h.counts.accepted === 1);
    await core.ingest.stop();
    for (const id of ['2', '3', '4']) await say(caseLine(id, `k${id}`, 'u'));
    core.ingest.start();
    await core.until('mq', (h) => h.counts.accepted === 4);
    expect(core.cases('u')).toBe(4);
  });

  it('is not acknowledged while the store cannot take it: the message comes again', async () => {
    core.read(source());
    await connected();
    core.store.db.exec(
      "CREATE TEMP TRIGGER full BEFORE UPDATE ON source BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    );
    const failing = core.until('mq', (h) => h.state === 'failing');
    await say(caseLine('1', 'a', 'u'));
    expect((await failing).lastError).toContain('disk full');
    core.store.db.exec('DROP TRIGGER full');
    await core.until('mq', (h) => h.counts.accepted === 1);
  });

  it('is connected to again when it was restarted, losing nothing that was said meanwhile', async () => {
    core.read(source());
    await connected();
    await broker.stop();
    await core.until('mq', (h) => h.state === 'failing');
    await broker.start();
    await reached();
    await say(caseLine('1', 'a', 'u'));
    await core.until('mq', (h) => h.counts.accepted === 1 && h.state === 'on_time');
  }, 60_000);

  it('may say anything else, through a mapping that also knows the topic', async () => {
    const fields = {
      ...CASE_MAPPING.fields,
      unit: { from: '$topic', slice: [-1] },
      case: '/vụ/số',
      due: '/vụ/tiền',
    };
    core.read(source({ mappings: [{ ...CASE_MAPPING, fields }] }));
    await connected();
    await say({ vụ: { số: 7, tiền: 5 } }, `t${n}/u`);
    await say({ vụ: { số: 8, tiền: 'x' } }, `t${n}/u`);
    await core.until('mq', (h) => h.counts.accepted === 1 && h.counts.quarantined === 1);
    expect(core.cases('u')).toBe(1);
  });

  it('is taken in by many messages at a time, acknowledged once, and resumed exactly where it was left', async () => {
    core.read(source());
    await connected();
    await core.ingest.stop();
    const ids = Array.from({ length: 600 }, (_, i) => `${i}`);
    await Promise.all(ids.map((id) => say(caseLine(id, `k${id}`, 'u'))));
    let told = 0;
    core.ingest.onChange(() => (told += 1));
    core.ingest.start();
    await core.until('mq', (h) => h.counts.accepted === ids.length);
    // The engine says something new after each transaction.
    expect(told).toBeLessThan(ids.length / 4);
    await core.ingest.stop();
    core.ingest.start();
    await say(caseLine('last', 'last', 'u'));
    await core.until('mq', (h) => h.counts.accepted === ids.length + 1);
    expect(core.health('mq').counts).toMatchObject({ duplicates: 0, quarantined: 0 });
  });

  it('of any bytes, of none, too long or nested without end costs itself alone', async () => {
    core.read(source());
    await connected();
    const deep = (n: number) => `${'['.repeat(n)}${']'.repeat(n)}`;
    const bytes = fc
      .sample(fc.uint8Array({ minLength: 1, maxLength: 300 }), 40)
      .map((some) => Buffer.from(some));
    const bad: (string | Buffer)[] = [
      ...bytes,
      ...[
        '',
        ' ',
        '[]',
        '{}',
        'null',
        '"x"',
        '[[1]]',
        deep(200_000),
        `{"a":${deep(200_000)}}`,
        `[{"a":${deep(9000)}}]`,
      ],
      'x'.repeat(3_000_000),
      Buffer.alloc(1_500_000),
    ];
    const before = process.memoryUsage().rss;
    for (const [i, payload] of bad.entries()) {
      await publisher.publishAsync(`t${n}/a`, payload, { qos: i % 2 ? 1 : 0 });
      await say(caseLine(`${i}`, `k${i}`, 'u'));
    }
    const nested = `{"extra":${deep(5000)},${JSON.stringify(caseLine('deep', 'deep', 'u')).slice(1)}`;
    await say(nested);
    const { counts } = await core.until('mq', (h) => h.counts.accepted === bad.length + 1);
    expect(counts.quarantined).toBeGreaterThan(10);
    for (const { detail } of core.ingest.quarantine('mq', null, 1000)?.entries ?? [])
      expect(detail).not.toBe('');
    expect(core.reasons('mq')).toEqual(expect.arrayContaining(['too_long', 'unreadable', 'invalid_json']));
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  });

  it('is tried out without taking anything', async () => {
    const settings = source();
    await publisher.publishAsync(`t${n}/kept`, JSON.stringify(caseLine('1', 'a', 'u')), {
      qos: 1,
      retain: true,
    });
    const { newSource } = await import('../../../contract/sources.ts');
    const answer = await core.administration.test(newSource.parse(settings));
    expect(answer).toMatchObject({ reached: true, error: null, rows: [{ events: [{ id: '1' }] }] });
  });
});

describe('a message', () => {
  it('of any bytes is cut into pieces', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => new Uint8Array(Buffer.from(text))),
        ),
        fc.boolean(),
        (bytes, mapped) => {
          for (const piece of piecesOfMessage('a/b', Buffer.from(bytes), mapped))
            expect(piece.line.whole).toBe(true);
        },
      ),
    );
  });
});
