import type { WritableDB } from '../store/index.ts';

/** Numbers that the store gives to the enforcers cases name. */
export interface KnownEnforcers {
  /** Its number, given now if it is new; 0 for no enforcer. */
  numberOf(key: string | null): number;
  /** Forgets what was learned in a transaction that was rolled back. */
  reset(): void;
}

export function createKnownEnforcers(db: WritableDB): KnownEnforcers {
  const all = db.prepare<[], { n: number; key: string }>('SELECT n, key FROM enforcer');
  const insert = db.prepare('INSERT INTO enforcer (key) VALUES (?)');
  let numbers: Map<string, number> | undefined;
  return {
    numberOf(key) {
      if (key === null) return 0;
      numbers ??= new Map(all.all().map((row) => [row.key, row.n]));
      let n = numbers.get(key);
      if (n === undefined) numbers.set(key, (n = Number(insert.run(key).lastInsertRowid)));
      return n;
    },
    reset() {
      numbers = undefined;
    },
  };
}
