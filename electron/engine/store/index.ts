/** The one SQLite file of the engine. */
import type Database from 'better-sqlite3';

/** A handle that may only read; functions that write ask for `WritableDB`, so the signature says it. */
export type ReadableDB = Database.Database & { readonly __readable: unique symbol };
export type WritableDB = ReadableDB & { readonly __writable: unique symbol };

/** The store cannot be opened or used; the message is one sentence with the remedy. */
export class StoreError extends Error {}

export interface Store {
  readonly db: WritableDB;
  close(): void;
}
