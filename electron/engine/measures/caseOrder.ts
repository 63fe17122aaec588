/** Lists of cases in the order of something other than their key, a page at a time. */
import type { CaseListing } from '../../contract/breakdown.ts';
import { amountOf, type CaseRow } from './caseRows.ts';
import { compareKeys } from './mergedKeys.ts';
import { QuestionError } from './question.ts';

export type CaseOrder = Pick<CaseListing, 'sort' | 'order'>;

/** Where a case stands in an order: what it is sorted by, then its key. */
export type Place = readonly [by: number, key: string];

/** Amounts are safe integers, but for the sum of two of them; those are compared to the last bit that a number has. */
export function placeIn({ sort }: CaseOrder, { found, letter }: CaseRow): Place {
  const { key, state, standing } = found;
  const by = {
    case: 0,
    accepted_on: state.accepted,
    due: state.due,
    done: state.done,
    remaining: standing.r,
    amount: amountOf(letter, standing),
  }[sort];
  return [by, key];
}

/** As a text that a question for the next page begins with. */
export function writePlace(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** @throws QuestionError naming `after` when it is no place of a sorted list. */
export function readPlace(text: string): Place {
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (Array.isArray(read) && typeof read[0] === 'number' && typeof read[1] === 'string')
      return [read[0], read[1]];
  } catch {
    // Said below.
  }
  throw new QuestionError(
    'after',
    '`after` is no `next` of a list in this order: begin with the first page.',
  );
}

/** The first cases of an order that follow on a place, whatever order they are added in. */
export interface Leading {
  add(row: CaseRow): void;
  rows(): CaseRow[];
}

/** @param most how many are kept */
export function createLeading(order: CaseOrder, most: number, after: Place | undefined): Leading {
  const sign = order.order === 'asc' ? 1 : -1;
  const compare = (a: Place, b: Place) => sign * (a[0] - b[0] || compareKeys(a[1], b[1]));
  const kept: { place: Place; row: CaseRow }[] = [];
  return {
    add(row) {
      const place = placeIn(order, row);
      if (after !== undefined && compare(place, after) <= 0) return;
      const last = kept.at(-1);
      if (kept.length === most && last && compare(place, last.place) >= 0) return;
      let low = 0;
      let high = kept.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (compare((kept[middle] as { place: Place }).place, place) < 0) low = middle + 1;
        else high = middle;
      }
      kept.splice(low, 0, { place, row });
      if (kept.length > most) kept.pop();
    },
    rows: () => kept.map(({ row }) => row),
  };
}
