import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MailRequest } from '../../contract/deliveries.ts';
import { openStore, type Store } from '../store/index.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import type { DeliveryRow } from './deliveryStore.ts';
import { MAIL_USER, type MailServer, type Receiver, serveMail, serveReceiver } from './fixtures.ts';
import { isInner } from './innerAddresses.ts';
import { sendMail } from './mail.ts';
import type { OutgoingMessage } from './message.ts';
import { signedHeaders } from './signature.ts';
import { ATTEMPTS_MOST, waitAfter } from './waits.ts';
import { sendWebhook } from './webhook.ts';

let folder: string;
let store: Store;
let deliveries: Deliveries;
let mail: MailServer;
let receiver: Receiver;
let time = { offset: 0 };
const faults: unknown[] = [];

function open(wait: (attempts: number) => number = () => 20): void {
  store = openStore({ dataDir: folder });
  deliveries = createDeliveries({
    db: store.db,
    dataDir: folder,
    now: () => Date.now() + time.offset,
    failed: (error) => faults.push(error),
    wait,
  });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ioc-deliveries-'));
  time = { offset: 0 };
  faults.length = 0;
  [mail, receiver] = await Promise.all([serveMail(), serveReceiver()]);
  open();
});
afterEach(async () => {
  await deliveries.stop();
  store.close();
  await Promise.all([mail.close(), receiver.close()]);
  rmSync(folder, { recursive: true, force: true });
  expect(faults).toEqual([]);
});

const server = (port: number, more: Partial<MailRequest> = {}): MailRequest => ({
  host: '127.0.0.1',
  port,
  tls: 'none',
  user: null,
  sender: 'ioc@thads.local',
  senderName: 'Trung tâm điều hành',
  authority: null,
  ...more,
});
const message = (key: string, more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  key,
  kind: 'alert',
  to: { mail: ['an@thads.local'] },
  subject: 'Cảnh báo: Quận 1',
  text: 'Tỷ lệ thi hành xong dưới chỉ tiêu.',
  ...more,
});
const rows = () => deliveries.store.list(undefined, Number.MAX_SAFE_INTEGER, 500).reverse();
/** Resolves when every delivery is in one of the states. */
async function settled(...states: DeliveryRow['state'][]): Promise<DeliveryRow[]> {
  for (;;) {
    const all = rows();
    if (all.every(({ state }) => states.includes(state))) return all;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
const over = () => settled('sent', 'given_up', 'uncertain');
const endpoint = (url = receiver.url, inner = true) =>
  deliveries.settings.addEndpoint({ name: `nơi nhận ${url}`, url, inner }, Date.now());

describe('the outbox', () => {
  it('keeps nothing of a transaction that was not committed, and puts a key once for each receiver', () => {
    deliveries.start();
    const fail = store.db.transaction(() => {
      deliveries.put(message('a'));
      throw new Error('rolled back');
    });
    expect(fail).toThrow('rolled back');
    expect(rows()).toEqual([]);
    deliveries.put(message('a', { to: { mail: ['an@thads.local', 'binh@thads.local'] } }));
    deliveries.put(message('a', { to: { mail: ['AN@thads.local', 'chi@thads.local'] } }));
    expect(rows().map(({ receiver: to }) => to)).toEqual([
      'an@thads.local',
      'binh@thads.local',
      'chi@thads.local',
    ]);
  });

  it('refuses what is no message, whole', () => {
    expect(() => deliveries.put(message('a', { to: { mail: ['an@thads.local', 'không phải'] } }))).toThrow(
      'mail address',
    );
    expect(() => deliveries.put(message('a', { subject: 'hai\r\nBcc: x@y.vn' }))).toThrow('one line');
    expect(rows()).toEqual([]);
  });

  it('waits for a mail server to be set, for three days and no longer', async () => {
    deliveries.start();
    deliveries.put(message('a'));
    await settled('waiting');
    while (rows()[0]?.fault !== 'not_set') await new Promise((resolve) => setTimeout(resolve, 10));
    expect(rows()[0]).toMatchObject({ state: 'waiting', attempts: 0 });
    deliveries.settings.setMail(server(mail.port));
    deliveries.refresh('mail');
    await over();
    expect(mail.taken).toHaveLength(1);

    deliveries.settings.removeMail();
    deliveries.put(message('b'));
    time.offset = 73 * 3_600_000;
    deliveries.refresh('mail');
    expect((await over())[1]).toMatchObject({ state: 'given_up', fault: 'too_old' });
  });

  it('waits longer after every attempt, never less than asked and never without end', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, random) => {
          const wait = waitAfter(attempts, () => random);
          expect(wait).toBeGreaterThanOrEqual(5_000);
          expect(wait).toBeLessThanOrEqual(9 * 3_600_000);
          expect(waitAfter(attempts + 1, () => random)).toBeGreaterThanOrEqual(wait);
        },
      ),
    );
    const all = Array.from({ length: ATTEMPTS_MOST - 1 }, (_, i) => waitAfter(i + 1, () => 0));
    const hours = all.reduce((a, b) => a + b) / 3_600_000;
    expect(hours).toBeGreaterThan(12);
    expect(hours * 1.5).toBeLessThan(30);
  });
});

describe('mail', () => {
  beforeEach(() => deliveries.settings.setMail(server(mail.port)));

  it('arrives with its words, its attachment, and a Message-ID of the sender’s domain', async () => {
    deliveries.start();
    const attachments = [{ name: 'báo cáo.csv', type: 'text/csv', bytes: Buffer.from('a;b') }];
    deliveries.put(message('a', { html: '<p>Xin chào</p>', attachments }));
    await over();
    const [one] = mail.taken;
    expect(one?.to).toBe('an@thads.local');
    expect(one?.raw).toContain(`<${rows()[0]?.message_id}@thads.local>`);
    expect(one?.raw).toContain(Buffer.from('a;b').toString('base64'));
    expect(one?.raw).toContain('Auto-Submitted: auto-generated');
    expect(store.db.prepare('SELECT count(*) FROM delivery_attachment').pluck().get()).toBe(0);
  });

  it('is tried again when the server says "not now", and given up when it says no', async () => {
    mail.manners.splice(0, 1, 'not_now', 'not_now', 'takes');
    deliveries.start();
    deliveries.put(message('a'));
    expect((await over())[0]).toMatchObject({ state: 'sent', attempts: 3 });
    expect(mail.taken).toHaveLength(1);
    mail.manners.push('refuses_receiver');
    deliveries.put(message('b'));
    expect((await over())[1]).toMatchObject({ state: 'given_up', attempts: 1, fault: 'refused' });
    expect(rows()[1]?.detail).toContain('no such mailbox');
  });

  it('is sent again under the same Message-ID when the server never heard its end', async () => {
    mail.manners.splice(0, 1, 'drops_within', 'takes');
    deliveries.start();
    // More than the buffers between them hold, so that it ends while it is told.
    deliveries.put(message('a', { text: 'dài '.repeat(4_000_000) }));
    expect((await over())[0]).toMatchObject({ state: 'sent', attempts: 2 });
    expect(mail.taken).toHaveLength(1);
  });

  it('is uncertain, and not repeated by itself, when the answer to its end was lost', async () => {
    mail.manners.splice(0, 1, 'takes_and_drops', 'takes');
    deliveries.start();
    deliveries.put(message('a'));
    expect((await over())[0]).toMatchObject({ state: 'uncertain', fault: 'answer_lost', attempts: 1 });
    deliveries.put(message('b'));
    await over();
    expect(mail.taken).toHaveLength(2);
    // A person may have it sent again: it is the same message to whoever got both.
    deliveries.store.again(rows()[0]?.number ?? 0, Date.now());
    deliveries.refresh('mail');
    await settled('sent');
    const ids = mail.taken.map(({ raw }) => /message-id: (\S+)/i.exec(raw)?.[1]);
    expect(ids[2]).toBe(ids[0]);
    expect(ids[1]).not.toBe(ids[0]);
  });

  it('signs in, and says a wrong password without saying it', async () => {
    const guarded = await serveMail({ signIn: true });
    deliveries.settings.setMail(server(guarded.port, { user: MAIL_USER.user, password: MAIL_USER.pass }));
    await deliveries.tryMail('an@thads.local');
    expect(guarded.taken).toHaveLength(1);
    deliveries.settings.setMail(server(guarded.port, { user: MAIL_USER.user, password: 'sai-mat-khau' }));
    const refused = await deliveries.tryMail('an@thads.local').catch((error: unknown) => error);
    expect(refused).toMatchObject({ fault: 'sign_in' });
    expect(String(refused)).not.toContain('sai-mat-khau');
    await guarded.close();
  });

  it('is cut off from a server that hangs or is not there', async () => {
    mail.manners.splice(0, 1, 'hangs');
    const to = { to: 'an@thads.local', id: 'x', subject: 'x', text: 'x', attachments: [], at: 0 };
    const way = { password: null, handing: () => undefined, stopping: AbortSignal.timeout(200) };
    const settings = { ...server(mail.port), authority: null };
    await expect(sendMail(to, { ...way, settings })).rejects.toMatchObject({
      fault: 'too_slow',
      wayDown: true,
    });
    const gone = { ...settings, port: await freePort() };
    const patient = { ...way, stopping: AbortSignal.timeout(5_000) };
    await expect(sendMail(to, { ...patient, settings: gone })).rejects.toMatchObject({
      fault: 'unreachable',
    });
  });

  it('keeps its password for the server and user that it was given for', () => {
    deliveries.settings.setMail(server(1, { password: 'bí mật' }));
    expect(() => deliveries.settings.setMail(server(1, { host: 'other.local' }))).toThrow('password');
    deliveries.settings.setMail(server(2));
    expect(deliveries.settings.password()).toBe('bí mật');
  });
});

describe('webhooks', () => {
  it('are signed as the specification says, and carry the data', async () => {
    const { id, secret } = endpoint();
    deliveries.start();
    deliveries.put(message('a', { to: { endpoint: id }, data: { rule: 'r1' } }));
    await over();
    const [one] = receiver.received;
    expect(JSON.parse(one?.body ?? '')).toMatchObject({ type: 'alert', key: 'a', data: { rule: 'r1' } });
    const {
      'webhook-id': message_id,
      'webhook-timestamp': at,
      'webhook-signature': signature,
    } = one?.headers ?? {};
    expect(message_id).toBe(rows()[0]?.message_id);
    expect(signature).toBe(
      signedHeaders(secret, String(message_id), Number(at), one?.body ?? '')['webhook-signature'],
    );
    // The example of the specification's reference libraries.
    expect(
      signedHeaders(
        'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
        'msg_p5jXN8AQM9LWM0D4loKWxJek',
        1614265330,
        '{"test": 2432232314}',
      )['webhook-signature'],
    ).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('come at least once, under the same id, however the receiver fails', async () => {
    receiver.answers.splice(0, 1, 500, 404, (response) => response.socket?.destroy(), 429, 204);
    const { id } = endpoint();
    deliveries.start();
    deliveries.put(message('a', { to: { endpoint: id } }));
    expect((await over())[0]).toMatchObject({ state: 'sent', attempts: 5 });
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('are given up after so many attempts, at once where the receiver is gone for good, and listed', async () => {
    receiver.answers.splice(0, 1, 500);
    const { id } = endpoint();
    deliveries.start();
    deliveries.put(message('a', { to: { endpoint: id } }));
    expect((await over())[0]).toMatchObject({ state: 'given_up', attempts: ATTEMPTS_MOST, fault: 'refused' });
    receiver.answers.push(410);
    receiver.answers.shift();
    deliveries.put(message('b', { to: { endpoint: id } }));
    deliveries.put(message('c', { to: { endpoint: 'no such' } }));
    const [, b, c] = await over();
    expect(b).toMatchObject({ state: 'given_up', attempts: 1 });
    expect(c).toMatchObject({ state: 'given_up', fault: 'endpoint_gone' });
    expect(deliveries.store.counts()).toEqual({ waiting: 0, sending: 0, sent: 0, uncertain: 0, given_up: 3 });
  });

  it('are not led elsewhere, and not held up by one that hangs', async () => {
    const other = await serveReceiver();
    receiver.answers.splice(0, 1, (response) => response.writeHead(307, { location: other.url }).end());
    await expect(
      sendWebhook({ ...hook(receiver.url), inner: true }, AbortSignal.timeout(5_000)),
    ).rejects.toMatchObject({ fault: 'redirected' });
    expect(other.received).toEqual([]);

    receiver.answers.push(() => undefined);
    const hanging = endpoint().id;
    const well = endpoint(other.url).id;
    deliveries.start();
    for (const key of ['a', 'b', 'c']) deliveries.put(message(key, { to: { endpoint: hanging } }));
    deliveries.put(message('d', { to: { endpoint: well } }));
    while (other.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await other.close();
  });

  it('wait for the status only, and not for what a slow receiver goes on to say', async () => {
    receiver.answers.splice(0, 1, (response) => response.writeHead(200).write('chậm…'));
    await sendWebhook({ ...hook(receiver.url), inner: true }, AbortSignal.timeout(5_000));
    receiver.answers.push(() => undefined);
    await expect(
      sendWebhook({ ...hook(receiver.url), inner: true }, AbortSignal.timeout(5_000), 100),
    ).rejects.toMatchObject({ fault: 'too_slow' });
  });

  it('go nowhere in the inner network, by address or by name, unless that host is allowed', async () => {
    const { port } = new URL(receiver.url);
    for (const host of [
      '127.0.0.1',
      'localhost',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '2130706433',
      '0x7f.1',
      '0.0.0.0',
    ])
      await expect(
        sendWebhook({ ...hook(`http://${host}:${port}/`), inner: false }, AbortSignal.timeout(5_000)),
      ).rejects.toMatchObject({ fault: 'inner_address', final: true });
    expect(receiver.received).toEqual([]);
    expect(() => endpoint('http://example.com/x', false)).toThrow('https');
    expect(() => endpoint('https://1.2.3.999/x')).toThrow('url');
  });

  it('tell inner addresses from public ones', () => {
    const inner = [
      '10.1.2.3',
      '172.31.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      'fd00:ec2::254',
      'fe80::1',
    ];
    for (const one of [...inner, '::', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::', 'not an address'])
      expect(isInner(one), one).toBe(true);
    for (const one of ['1.1.1.1', '172.32.0.1', '203.162.4.190', '2606:4700::1111', '::ffff:1.1.1.1'])
      expect(isInner(one), one).toBe(false);
  });
});

describe('an engine that is killed', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  function outbox(...puts: string[]): ChildProcess {
    const program = join(import.meta.dirname, 'outboxProcess.ts');
    const child = fork(program, [folder, ...puts], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      execArgv: [],
    });
    children.push(child);
    return child;
  }
  async function untilOver(child: ChildProcess): Promise<DeliveryRow[]> {
    let said = '';
    child.stdout?.on('data', (part) => (said += String(part)));
    await once(child, 'exit');
    return JSON.parse(said) as DeliveryRow[];
  }

  it('sends no mail twice and loses none, wherever it was killed', async () => {
    deliveries.settings.setMail(server(mail.port));
    await deliveries.stop();
    store.close();
    const keys = Array.from({ length: 40 }, (_, i) => `k${i}=an${i}@thads.local`);
    let child = outbox(...keys);
    for (let kill = 1; kill <= 6; kill += 1) {
      while (mail.taken.length < kill * 5 && child.exitCode === null) await new Promise(setImmediate);
      child.kill('SIGKILL');
      await once(child, 'exit');
      child = outbox();
    }
    const all = await untilOver(child);
    const times = Map.groupBy(mail.taken, ({ to }) => to);
    expect([...times.values()].every((one) => one.length === 1)).toBe(true);
    expect(all).toHaveLength(40);
    for (const { receiver: to, state } of all) {
      expect(['sent', 'uncertain']).toContain(state);
      if (state === 'sent') expect(times.has(to)).toBe(true);
    }
    open();
  }, 60_000);

  it('sends a webhook again whose answer it did not hear', async () => {
    const { id } = endpoint();
    await deliveries.stop();
    store.close();
    receiver.answers.splice(0, 1, () => undefined, 204);
    const child = outbox(`a=${id}`);
    while (receiver.received.length === 0) await new Promise(setImmediate);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const [one] = await untilOver(outbox());
    expect(one).toMatchObject({ state: 'sent' });
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([
      one?.message_id,
      one?.message_id,
    ]);
    open();
  }, 30_000);
});

const hook = (url: string) => ({ url, secret: 'whsec_AAAA', id: 'x', body: '{}', at: Date.now() });

async function freePort(): Promise<number> {
  const other = await serveReceiver();
  const { port } = new URL(other.url);
  await other.close();
  const probe = connect(Number(port), '127.0.0.1');
  await once(probe, 'error').catch(() => undefined);
  return Number(port);
}
