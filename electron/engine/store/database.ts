import type Database from 'better-sqlite3';

declare const readable: unique symbol;
declare const writable: unique symbol;
/** A handle that may only read; functions that write ask for `WritableDB`, so the signature says it. */
export type ReadableDB = Database.Database & { readonly [readable]: true };
export type WritableDB = ReadableDB & { readonly [writable]: true };

/** The store cannot be opened or used; the message is one sentence with the remedy. */
export class StoreError extends Error {}

/** The database file is damaged. */
export class DamagedError extends StoreError {}
