/** The outbox: what other capabilities put into it goes out by mail or as a signed webhook, and is never lost. */
import { randomUUID } from 'node:crypto';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import type { DeliveryWays, Endpoint, MailSettings } from '../../contract/deliveries.ts';
import { createSealing } from '../sealing/index.ts';
import type { WritableDB } from '../store/index.ts';
import { createDeliveryStore, type DeliveryStore, type Due } from './deliveryStore.ts';
import { DeliveryFailure } from './failure.ts';
import { sendMail } from './mail.ts';
import { outgoingMessage, type OutgoingMessage } from './message.ts';
import { createDeliverySettings, type DeliverySettingsStore } from './settings.ts';
import { sendWebhook } from './webhook.ts';
import { createWorker } from './worker.ts';

export interface Deliveries {
  /**
   * Puts a message, one delivery for each receiver, in the caller's transaction: it goes out if that is committed. The
   * same `key` is put once per receiver. Nobody needs to be reachable, and nothing to be set: that is listed.
   * @throws Error (zod) when it is no message
   */
  put(message: OutgoingMessage): void;
  /** What can be chosen to send by. */
  ways(): DeliveryWays;
  start(): void;
  /** What is on its way may come to its end; the rest goes out at the next start. */
  stop(): Promise<void>;
  readonly settings: DeliverySettingsStore;
  readonly store: DeliveryStore;
  /** A way is set anew, or a person wants something tried again: look at once. @param lane of `laneOf` */
  refresh(lane: string): void;
  /** Sends a trial mail or webhook now, past the outbox. @throws DeliveryFailure */
  tryMail(to: string): Promise<void>;
  tryEndpoint(endpoint: Endpoint): Promise<void>;
}

export interface DeliveriesParts {
  db: WritableDB;
  /** Holds the key that secrets are sealed with. */
  dataDir: string;
  now: () => Instant;
  failed: (error: unknown) => void;
  /** How long to wait after so many attempts (ms). */
  wait?: (attempts: number) => number;
}

export function createDeliveries({ db, dataDir, now, failed, wait }: DeliveriesParts): Deliveries {
  const settings = createDeliverySettings(db, createSealing(dataDir));
  const store = createDeliveryStore(db);
  const never = new AbortController().signal;

  function mailServer(): { settings: MailSettings; password: string | null } {
    const mail = settings.mail();
    if (!mail) throw new DeliveryFailure('not_set', 'No mail server is set.', { wayDown: true });
    return { settings: mail, password: unsealed(() => settings.password()) };
  }

  async function deliver(due: Due, stopping: AbortSignal): Promise<void> {
    const { number, receiver, message_id: id, subject, content, attachments, made_at: at } = due;
    if (due.way === 'mail') {
      const mail = { to: receiver, id, subject, ...content, attachments, at };
      return sendMail(mail, { ...mailServer(), handing: () => store.handed(number), stopping });
    }
    const endpoint = settings.endpoint(receiver);
    if (!endpoint) throw new DeliveryFailure('endpoint_gone', 'The endpoint was removed.', { final: true });
    const { kind, key } = due;
    const body = JSON.stringify({
      type: kind,
      key,
      at: formatInstant(at),
      subject,
      text: content.text,
      data: content.data ?? null,
    });
    return sendTo(endpoint, id, body, stopping);
  }

  function sendTo(
    { id, url, inner }: Endpoint,
    message: string,
    body: string,
    stopping: AbortSignal,
  ): Promise<void> {
    const secret = unsealed(() => settings.secretOf(id));
    return sendWebhook({ url, inner, secret, id: message, body, at: now() }, stopping);
  }

  const worker = createWorker({ store, deliver, now, failed, ...(wait && { wait }) });
  return {
    put(message) {
      const came = store.put(outgoingMessage.parse(message), now());
      if (came > 0) worker.nudge();
    },
    ways: () => ({
      mail: settings.mail() !== null,
      endpoints: settings.endpoints().map(({ id, name }) => ({ id, name })),
    }),
    start: worker.start,
    stop: worker.stop,
    settings,
    store,
    refresh: worker.refresh,
    tryMail(to) {
      const mail = {
        to,
        id: randomUUID(),
        subject: 'IOC Wall: thư thử · trial mail',
        text: 'Thư này cho biết IOC Wall gửi được thư đến địa chỉ này.\nThis mail says that IOC Wall can send mail to this address.\n',
        attachments: [],
        at: now(),
      };
      return sendMail(mail, { ...mailServer(), handing: () => undefined, stopping: never });
    },
    tryEndpoint(endpoint) {
      const body = JSON.stringify({ type: 'trial', at: formatInstant(now()), data: null });
      return sendTo(endpoint, randomUUID(), body, never);
    },
  };
}

/** A secret that cannot be opened is a failure to be put right, not one of the program. */
function unsealed<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw new DeliveryFailure('secret', error instanceof Error ? error.message : String(error), {
      wayDown: true,
    });
  }
}
