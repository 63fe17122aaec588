/** How the network is set, as it is kept. */
import type { ReadableDB, WritableDB } from '../store/index.ts';

export interface KeptNetwork {
  on: boolean;
  address: string;
  port: number;
  name: string | null;
}

export function readNetwork(db: ReadableDB): KeptNetwork | null {
  const row = db
    .prepare<[], Omit<KeptNetwork, 'on'> & { is_on: number }>(
      'SELECT is_on, address, port, name FROM network WHERE id = 1',
    )
    .get();
  if (!row) return null;
  const { is_on, ...rest } = row;
  return { ...rest, on: is_on === 1 };
}

export function keepNetwork(db: WritableDB, { on, address, port, name }: KeptNetwork): void {
  db.prepare('INSERT OR REPLACE INTO network (id, is_on, address, port, name) VALUES (1, ?, ?, ?, ?)').run(
    on ? 1 : 0,
    address,
    port,
    name,
  );
}
