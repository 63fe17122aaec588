import type { ReadableDB } from './database.ts';

/** Told of every statement that took long: its text without the values bound to it, and milliseconds. */
export type SlowQuery = (sql: string, ms: number) => void;

/** A statement from here on is slow, ms. */
export const SLOW_MS = 40;

type Method = (...args: unknown[]) => unknown;

/**
 * Has every statement that is prepared from now on timed, at this one place. Time that a reader of rows spends between
 * two rows is not the statement's.
 */
export function timeStatements(db: ReadableDB, slow: SlowQuery): void {
  const prepare = db.prepare.bind(db) as (sql: string) => object;

  function timed(sql: string): object {
    const statement = prepare(sql);
    for (const name of ['run', 'get', 'all'] as const) {
      const method = Reflect.get(statement, name) as Method;
      const timedMethod = (...args: unknown[]): unknown => {
        const begun = performance.now();
        try {
          return method.apply(statement, args);
        } finally {
          const ms = performance.now() - begun;
          if (ms >= SLOW_MS) slow(sql, ms);
        }
      };
      Reflect.set(statement, name, timedMethod);
    }
    const iterate = Reflect.get(statement, 'iterate') as (...args: unknown[]) => IterableIterator<unknown>;
    Reflect.set(statement, 'iterate', (...args: unknown[]) =>
      timedRows(() => iterate.apply(statement, args), sql, slow),
    );
    return statement;
  }

  Reflect.set(db, 'prepare', timed);
}

function timedRows(
  begin: () => IterableIterator<unknown>,
  sql: string,
  slow: SlowQuery,
): IterableIterator<unknown> {
  let spent = 0;
  const measured = <T>(step: () => T): T => {
    const begun = performance.now();
    try {
      return step();
    } finally {
      spent += performance.now() - begun;
    }
  };
  const tell = () => {
    if (spent >= SLOW_MS) slow(sql, spent);
    spent = 0;
  };
  const rows = measured(begin);
  return {
    [Symbol.iterator]() {
      return this;
    },
    next() {
      const step = measured(() => rows.next());
      if (step.done) tell();
      return step;
    },
    return(value?: unknown) {
      tell();
      return rows.return ? rows.return(value) : { done: true, value };
    },
  };
}
