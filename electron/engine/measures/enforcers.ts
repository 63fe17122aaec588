import type { ReadableDB } from '../store/index.ts';

/** Enforcers that cases name, by the number that the store gives them. */
export interface Enforcers {
  /** `null` for number 0: no enforcer. */
  keyOf(n: number): string | null;
}

export function createEnforcers(db: ReadableDB): Enforcers {
  const byNumber = db.prepare<[number], string>('SELECT key FROM enforcer WHERE n = ?').pluck();
  // A number is given once and for all, but for one given in a transaction that was rolled back: nobody reads that.
  const keys = new Map<number, string>();
  return {
    keyOf(n) {
      if (n === 0) return null;
      let key = keys.get(n);
      if (key === undefined) {
        key = byNumber.get(n);
        if (key === undefined) throw new Error(`no enforcer has number ${n}`);
        keys.set(n, key);
      }
      return key;
    },
  };
}
