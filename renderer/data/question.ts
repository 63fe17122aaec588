import { z } from 'zod';
import { query, type Query } from '../../electron/contract/live.ts';

/** Two queries that ask the same have the same key, whatever the order of their fields. */
export function queryKey(asked: Query): string {
  const entries = Object.entries(asked)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(entries);
}

const entries = z.array(z.tuple([z.string(), z.unknown()]));

/** The query a key was made of. */
export function queryOf(key: string): Query {
  return query.parse(Object.fromEntries(entries.parse(JSON.parse(key))));
}

/** Units a query is about; empty when it is about the organisation or the catalogue as a whole. */
export function unitsOf(asked: Query): readonly string[] {
  if ('unit' in asked) return asked.unit === null ? [] : [asked.unit];
  if ('units' in asked) return asked.units;
  return [];
}
