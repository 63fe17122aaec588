/** Deliveries as they are kept: one row for each receiver, with its state and what became of it. */
import { randomUUID } from 'node:crypto';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import type { DeliveryFault, DeliveryKind, DeliveryState } from '../../contract/deliveries.ts';
import type { WritableDB } from '../store/index.ts';
import type { Attachment, MessageContent, OutgoingMessage } from './message.ts';

/** What was sent long ago is forgotten with its key. */
export const KEPT_MS = 400 * 86_400_000;

export interface DeliveryRow {
  number: number;
  key: string;
  kind: DeliveryKind;
  way: 'mail' | 'webhook';
  /** Mail address, or id of the endpoint. */
  receiver: string;
  message_id: string;
  subject: string;
  content: string;
  /** `handed`: on its way, and all of it has been handed over; what is left is the answer. */
  state: DeliveryState | 'handed';
  attempts: number;
  made_at: Instant;
  next_at: Instant | null;
  ended_at: Instant | null;
  fault: DeliveryFault | null;
  detail: string | null;
}

export interface Due extends Omit<DeliveryRow, 'content'> {
  content: MessageContent;
  attachments: Attachment[];
}

export interface DeliveryStore {
  /** Writes what is not there yet, in the caller's transaction; answers how many rows came. */
  put(message: OutgoingMessage, at: Instant): number;
  /** The one that is due for the longest time, of any lane but those. */
  nextDue(at: Instant, without: ReadonlySet<string>): Due | null;
  /** When the next waiting one is due; `null` when none waits. */
  dueAt(without: ReadonlySet<string>): Instant | null;
  begin(number: number): void;
  /** All of a mail has been handed over: from here on only the answer tells whether it was taken. */
  handed(number: number): void;
  sent(number: number, at: Instant): void;
  failed(number: number, fault: DeliveryFault, detail: string, nextAt: Instant): void;
  ended(
    number: number,
    state: 'uncertain' | 'given_up',
    fault: DeliveryFault,
    detail: string,
    at: Instant,
  ): void;
  /** What of a lane waits is due now. */
  wake(lane: string, at: Instant): void;
  /** Has it tried anew, from the first attempt. */
  again(number: number, at: Instant): void;
  /** What was on its way when the engine ended. */
  interrupted(): DeliveryRow[];
  find(number: number): DeliveryRow | undefined;
  list(state: DeliveryState | undefined, before: number, limit: number): DeliveryRow[];
  counts(): Record<DeliveryState, number>;
  /** Forgets what is over for longer than it is kept. */
  forget(before: Instant): void;
}

/** What goes one after the other: all mail, and what goes to one endpoint. */
export function laneOf({ way, receiver }: Pick<DeliveryRow, 'way' | 'receiver'>): string {
  return way === 'mail' ? 'mail' : receiver;
}

const LANE = `CASE way WHEN 'mail' THEN 'mail' ELSE receiver END`;

export function createDeliveryStore(db: WritableDB): DeliveryStore {
  const insert = db.prepare(
    `INSERT INTO delivery (key, kind, way, receiver, message_id, subject, content, state, made_at, next_at)
     VALUES (:key, :kind, :way, :receiver, :id, :subject, :content, 'waiting', :at, :at)
     ON CONFLICT (key, way, receiver) DO NOTHING`,
  );
  const attach = db.prepare(
    'INSERT INTO delivery_attachment (delivery, n, name, type, bytes) VALUES (?, ?, ?, ?, ?)',
  );
  const attached = db.prepare<[number], { name: string; type: string; bytes: Buffer }>(
    'SELECT name, type, bytes FROM delivery_attachment WHERE delivery = ? ORDER BY n',
  );
  const detach = db.prepare('DELETE FROM delivery_attachment WHERE delivery = ?');
  const due = db.prepare<[object], DeliveryRow>(
    `SELECT * FROM delivery WHERE state = 'waiting' AND next_at <= :at
       AND ${LANE} NOT IN (SELECT value FROM json_each(:without)) ORDER BY next_at, number LIMIT 1`,
  );
  const dueAt = db
    .prepare<[object], Instant | null>(
      `SELECT min(next_at) FROM delivery WHERE state = 'waiting'
         AND ${LANE} NOT IN (SELECT value FROM json_each(:without))`,
    )
    .pluck();
  const is = (sql: string) => db.prepare(`UPDATE delivery SET ${sql} WHERE number = :number`);
  const begin = is(`state = 'sending', attempts = attempts + 1, next_at = NULL`);
  const handed = is(`state = 'handed'`);
  const sent = is(`state = 'sent', ended_at = :at, fault = NULL, detail = NULL`);
  // Waiting for a mail server to be set is no attempt.
  const failed = is(
    `state = 'waiting', next_at = :nextAt, fault = :fault, detail = :detail, attempts = attempts - (:fault = 'not_set')`,
  );
  const ended = is(`state = :state, next_at = NULL, ended_at = :at, fault = :fault, detail = :detail`);
  const again = is(`state = 'waiting', attempts = 0, next_at = :at, made_at = :at, ended_at = NULL`);
  const json = (lanes: ReadonlySet<string>) => JSON.stringify([...lanes]);

  return {
    put(message, at) {
      const { key, kind, to, subject, text, html, data, attachments = [] } = message;
      const way = 'mail' in to ? 'mail' : 'webhook';
      const content = JSON.stringify({ text, html, data } satisfies Record<keyof MessageContent, unknown>);
      let came = 0;
      for (const receiver of 'mail' in to
        ? new Set(to.mail.map((one) => one.toLowerCase()))
        : [to.endpoint]) {
        const row = { key, kind, way, receiver, id: randomUUID(), subject, content, at };
        const { changes, lastInsertRowid } = insert.run(row);
        came += changes;
        if (changes === 1)
          attachments.forEach(({ name, type, bytes }, n) =>
            attach.run(lastInsertRowid, n, name, type, bytes),
          );
      }
      return came;
    },
    nextDue(at, without) {
      const row = due.get({ at, without: json(without) });
      if (!row) return null;
      return {
        ...row,
        content: JSON.parse(row.content) as MessageContent,
        attachments: attached.all(row.number),
      };
    },
    dueAt: (without) => dueAt.get({ without: json(without) }) ?? null,
    begin: (number) => void begin.run({ number }),
    handed: (number) => void handed.run({ number }),
    sent(number, at) {
      db.transaction(() => {
        sent.run({ number, at });
        detach.run(number);
      })();
    },
    failed: (number, fault, detail, nextAt) => void failed.run({ number, fault, detail, nextAt }),
    ended: (number, state, fault, detail, at) => void ended.run({ number, state, fault, detail, at }),
    wake: (lane, at) =>
      void db
        .prepare(
          `UPDATE delivery SET next_at = min(next_at, :at) WHERE state = 'waiting' AND ${LANE} = :lane`,
        )
        .run({ lane, at }),
    again: (number, at) => void again.run({ number, at }),
    interrupted: () =>
      db.prepare<[], DeliveryRow>(`SELECT * FROM delivery WHERE state IN ('sending', 'handed')`).all(),
    find: (number) =>
      db.prepare<[number], DeliveryRow>('SELECT * FROM delivery WHERE number = ?').get(number),
    list: (state, before, limit) =>
      db
        .prepare<[object], DeliveryRow>(
          `SELECT * FROM delivery WHERE number < :before
             ${state === undefined ? '' : `AND state ${state === 'sending' ? `IN ('sending', 'handed')` : '= :state'}`}
           ORDER BY number DESC LIMIT :limit`,
        )
        .all({ before, limit, ...(state !== undefined && state !== 'sending' && { state }) }),
    counts() {
      const counts = { waiting: 0, sending: 0, sent: 0, uncertain: 0, given_up: 0 };
      const rows = db
        .prepare<[], { state: DeliveryRow['state']; n: number }>(
          'SELECT state, count(*) AS n FROM delivery GROUP BY state',
        )
        .all();
      for (const { state, n } of rows) counts[state === 'handed' ? 'sending' : state] += n;
      return counts;
    },
    forget: (before) =>
      void db.prepare('DELETE FROM delivery WHERE ended_at IS NOT NULL AND ended_at < ?').run(before),
  };
}

/** A row as it is answered. @param nameOf the receiver in words */
export function deliveryOf(row: DeliveryRow, nameOf: (row: DeliveryRow) => string) {
  const text = (at: Instant | null) => (at === null ? null : formatInstant(at));
  return {
    number: row.number,
    key: row.key,
    kind: row.kind,
    way: row.way,
    to: nameOf(row),
    subject: row.subject,
    state: row.state === 'handed' ? ('sending' as const) : row.state,
    attempts: row.attempts,
    madeAt: formatInstant(row.made_at),
    nextAt: text(row.next_at),
    endedAt: text(row.ended_at),
    fault: row.fault === null ? null : { code: row.fault, detail: row.detail ?? '' },
  };
}
