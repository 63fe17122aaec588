/** Changes of a unit within an hour as they are kept: packed, in order of time. */
import type { Instant } from '../../contract/calendar.ts';
import { createUnpacker, type Packer } from '../store/index.ts';
import { addExact, type Exact, isZero } from './exact.ts';

/** What changes at an instant for one combination of dimensions: numbers of columns, and the amount of each. */
export interface Entry {
  at: Instant;
  dimensions: number;
  columns: number[];
  amounts: Exact[];
}

/** Entries looked at for one to add to: what an entity ceases to add and what it begins to come one after the other. */
const LOOKED_AT = 3;

/** The entry of an instant and combination, made now unless it is one of the latest. */
export function entryOf(entries: Entry[], at: Instant, dimensions: number): Entry {
  for (let i = entries.length - 1; i >= 0 && i >= entries.length - LOOKED_AT; i--) {
    const entry = entries[i] as Entry;
    if (entry.at === at && entry.dimensions === dimensions) return entry;
  }
  const entry = { at, dimensions, columns: [], amounts: [] };
  entries.push(entry);
  return entry;
}

/** Adds an amount to an entry's column. */
export function addTo(entry: Entry, column: number, amount: Exact): void {
  const place = entry.columns.indexOf(column);
  if (place === -1) {
    entry.columns.push(column);
    entry.amounts.push(amount);
  } else entry.amounts[place] = addExact(entry.amounts[place] as Exact, amount);
}

/**
 * @param from the instant that those of the entries are counted from
 * @returns the packed entries that say anything, or `null` if none does
 */
export function packEntries(packer: Packer, entries: readonly Entry[], from: Instant): Buffer | null {
  for (const { at, dimensions, columns, amounts } of entries) {
    let count = 0;
    for (const amount of amounts) if (!isZero(amount)) count += 1;
    if (count === 0) continue;
    packer.natural(at - from);
    packer.natural(dimensions);
    packer.byte(count);
    for (let i = 0; i < columns.length; i++) {
      const amount = amounts[i] as Exact;
      if (isZero(amount)) continue;
      packer.byte(columns[i] as number);
      packer.integer(amount);
    }
  }
  return packer.length === 0 ? null : packer.take();
}

/**
 * Reads packed entries up to and including an instant.
 * @param from what it was when they were packed
 */
export function readEntries(
  bytes: Uint8Array,
  from: Instant,
  until: Instant,
  take: (dimensions: number, column: number, amount: Exact, at: Instant) => void,
): void {
  const unpacker = createUnpacker(bytes);
  while (!unpacker.done()) {
    const at = from + unpacker.natural();
    if (at > until) return;
    const dimensions = unpacker.natural();
    for (let left = unpacker.byte(); left > 0; left--) {
      const column = unpacker.byte();
      take(dimensions, column, unpacker.integer(), at);
    }
  }
}
