import type { Answers, Ask, Query } from '../../electron/contract/live.ts';
import { detailTo } from './details.ts';
import { type Change, type Detail, DETAILS, figuresTo } from './figures.ts';

/** What the gallery's agency answers. */
export function answerTo(query: Query, change: Change): Answers[Ask] {
  return isDetail(query) ? detailTo(query, change) : figuresTo(query, change);
}

function isDetail(query: Query): query is Detail {
  return DETAILS.some((ask) => ask === query.ask);
}
