/** Devices paired with the wall: a token in a cookie, its hash in the store, an end when it is not used. */
import { DAY_MS, formatInstant, type Instant } from '../../contract/calendar.ts';
import type { Device } from '../../contract/network.ts';
import { hashOfSecret, newSecret, type Principal } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';

/** Unused for longer, a device is paired no more. */
export const DEVICE_IDLE_MS = 30 * DAY_MS;
/** More could not be told apart by name. */
const DEVICES_MAX = 50;
/** Its use is written down at most this often, ms. */
const TOUCH_MS = 60_000;

type DevicePrincipal = Extract<Principal, { kind: 'device' }>;

export interface Devices {
  /** Takes a device in; the token is told this once. */
  add(made: { name: string; by: string; address: string }): { device: Device; token: string };
  /** Refuses one more than there may be. */
  refuseMore(): void;
  /** The device of a token, while it is paired. */
  use(token: string, address: string): DevicePrincipal | null;
  list(): Device[];
  /** Its name; `null` when there is none of that id. */
  remove(id: number): string | null;
}

interface Row {
  id: number;
  name: string;
  by: string;
  paired_at: Instant;
  used_at: Instant;
  address: string;
}

export function createDevices(db: WritableDB, now: () => Instant): Devices {
  const insert = db.prepare(
    'INSERT INTO device (token_hash, name, by, paired_at, used_at, address) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const find = db.prepare<[string, Instant], Row>(
    'SELECT * FROM device WHERE token_hash = ? AND used_at > ?',
  );
  const touch = db.prepare('UPDATE device SET used_at = ?, address = ? WHERE id = ?');
  const all = db.prepare<[Instant], Row>('SELECT * FROM device WHERE used_at > ? ORDER BY id');
  const count = db.prepare<[Instant], number>('SELECT count(*) FROM device WHERE used_at > ?').pluck();
  const forget = db.prepare('DELETE FROM device WHERE used_at <= ?');
  const remove = db.prepare<[number], string>('DELETE FROM device WHERE id = ? RETURNING name').pluck();
  const unused = () => now() - DEVICE_IDLE_MS;

  return {
    add({ name, by, address }) {
      const [token, at] = [newSecret('device'), now()];
      forget.run(unused());
      const { lastInsertRowid } = insert.run(hashOfSecret(token), name, by, at, at, address);
      const id = Number(lastInsertRowid);
      return { device: describe({ id, name, by, paired_at: at, used_at: at, address }), token };
    },
    refuseMore() {
      if ((count.get(unused()) ?? 0) < DEVICES_MAX) return;
      throw new ProblemError(409, `${DEVICES_MAX} devices are paired already; remove one first.`);
    },
    use(token, address) {
      const row = find.get(hashOfSecret(token), unused());
      if (!row) return null;
      if (now() - row.used_at >= TOUCH_MS || row.address !== address) touch.run(now(), address, row.id);
      return { kind: 'device', deviceId: row.id, name: row.name };
    },
    list: () => all.all(unused()).map(describe),
    remove: (id) => remove.get(id) ?? null,
  };
}

function describe({ id, name, by, paired_at, used_at, address }: Row): Device {
  return {
    id,
    name,
    by,
    address,
    pairedAt: formatInstant(paired_at),
    usedAt: formatInstant(used_at),
    until: formatInstant(used_at + DEVICE_IDLE_MS),
  };
}
