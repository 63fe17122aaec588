/** Where closes are kept: rows that are only ever added. */
import {
  type ClosedUnit,
  closedUnit,
  type Edition,
  edition,
  type SealedEdition,
} from '../../contract/years.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';
import { canonicalText, digestOf } from './canonical.ts';

export interface CloseRow {
  n: number;
  year: number;
  edition: number;
  text: string;
  digest: string;
  previous: string | null;
}

/** Seals an edition and its units; the digest is of the edition's text and those of its units, each on a line. */
export function keepClose(db: WritableDB, head: Edition, units: readonly ClosedUnit[]): SealedEdition {
  const text = canonicalText(head);
  const texts = units.map(canonicalText);
  const digest = digestOf([text, ...texts]);
  const n = Number(db.prepare('SELECT COALESCE(MAX(n), 0) + 1 FROM year_close').pluck().get());
  const addUnit = db.prepare('INSERT INTO year_close_unit (close, place, text) VALUES (?, ?, ?)');
  for (const [place, unitText] of texts.entries()) addUnit.run(n, place, unitText);
  db.prepare(
    'INSERT INTO year_close (n, year, edition, text, digest, previous) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(n, head.year, head.edition, text, digest, head.previous);
  return { ...head, digest };
}

/** Every close, oldest first. */
export function closeRows(db: ReadableDB): CloseRow[] {
  return db.prepare<[], CloseRow>('SELECT * FROM year_close ORDER BY n').all();
}

/** Digest of the newest close of all; `null` while there is none. */
export function newestDigest(db: ReadableDB): string | null {
  return (
    db.prepare<[], string>('SELECT digest FROM year_close ORDER BY n DESC LIMIT 1').pluck().get() ?? null
  );
}

/** Editions of a year, or of all, newest first. */
export function editionsOf(db: ReadableDB, year?: number): SealedEdition[] {
  return db
    .prepare<[number | null, number | null], CloseRow>(
      'SELECT * FROM year_close WHERE ? IS NULL OR year = ? ORDER BY n DESC',
    )
    .all(year ?? null, year ?? null)
    .map(sealed);
}

export interface KeptClose {
  edition: SealedEdition;
  units: ClosedUnit[];
  /** The canonical texts that the digest is of, the edition's first. */
  lines: string[];
}

/** An edition of a year with its units; without a number, the newest. */
export function findClose(db: ReadableDB, year: number, number?: number): KeptClose | null {
  const row = db
    .prepare<[number, number | null, number | null], CloseRow>(
      'SELECT * FROM year_close WHERE year = ? AND (? IS NULL OR edition = ?) ORDER BY edition DESC LIMIT 1',
    )
    .get(year, number ?? null, number ?? null);
  if (!row) return null;
  const texts = unitTexts(db, row.n);
  return {
    edition: sealed(row),
    units: texts.map((text) => closedUnit.parse(JSON.parse(text))),
    lines: [row.text, ...texts],
  };
}

export function unitTexts(db: ReadableDB, close: number): string[] {
  return db
    .prepare<[number], string>('SELECT text FROM year_close_unit WHERE close = ? ORDER BY place')
    .pluck()
    .all(close);
}

function sealed({ text, digest }: CloseRow): SealedEdition {
  return { ...edition.parse(JSON.parse(text)), digest };
}
