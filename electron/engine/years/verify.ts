/** Whether the closes that are kept are those that were signed. */
import { edition, type VerificationAnswer } from '../../contract/years.ts';
import type { ReadableDB } from '../store/index.ts';
import { digestOf } from './canonical.ts';
import { type CloseRow, closeRows, unitTexts } from './closeStore.ts';
import { figuresDigest } from './yearFigures.ts';

/**
 * Computes every digest again, follows the chain from the first close to the newest, and looks each up among the digests
 * that the audit trail holds: a changed text, a close taken out, and one put in unseen are found.
 * @param audited digests that the audit trail says were signed
 */
export function verifyCloses(db: ReadableDB, audited: ReadonlySet<string>): VerificationAnswer {
  const rows = closeRows(db);
  const faults: VerificationAnswer['faults'] = [];
  let before: string | null = null;
  for (const row of rows) {
    const fault = faultOf(db, row, before, audited);
    if (fault) faults.push({ year: row.year, edition: row.edition, fault, digest: row.digest });
    before = row.digest;
  }
  const kept = new Set(rows.map(({ digest }) => digest));
  for (const digest of audited)
    if (!kept.has(digest)) faults.push({ year: null, edition: null, fault: 'gone', digest });
  return { closes: rows.length, newest: before, faults };
}

function faultOf(
  db: ReadableDB,
  row: CloseRow,
  before: string | null,
  audited: ReadonlySet<string>,
): VerificationAnswer['faults'][number]['fault'] | null {
  const texts = unitTexts(db, row.n);
  const head = readHead(row.text);
  if (head && figuresDigest(head.catalogue, texts) !== head.figures) return 'figures_changed';
  const says = head?.year === row.year && head.edition === row.edition && head.units === texts.length;
  if (!says || digestOf([row.text, ...texts]) !== row.digest) return 'text_changed';
  if (row.previous !== before || head.previous !== before) return 'chain_broken';
  return audited.has(row.digest) ? null : 'not_in_audit';
}

function readHead(text: string) {
  try {
    return edition.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
