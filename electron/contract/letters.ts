/**
 * The letters of the statistical table: what every count of cases and every sum of đồng is called.
 * The letters are ours (the statute prints labels, not letters); their relations are in `measures`.
 */

/** Letters that exist both as a count of cases and as a sum of đồng, in the order of the table. */
export const CASE_LETTERS = [
  'A',
  'B',
  'C',
  'D',
  'E',
  'F',
  'G',
  'H',
  'I',
  'J',
  'K',
  'O',
  'P',
  'R',
  'S',
] as const;

/** Letters counted only: enforcers, enforcement decisions, entrustment decisions. */
export const COUNT_ONLY_LETTERS = ['N', 'U', 'X'] as const;

/** Every letter of the table of cases (receipts `Q` have a count and a sum). */
export const COUNT_LETTERS = [...CASE_LETTERS, 'Q', ...COUNT_ONLY_LETTERS] as const;

/** Every letter of the table of money. */
export const MONEY_LETTERS = [...CASE_LETTERS, 'Q'] as const;

export type CaseLetter = (typeof CASE_LETTERS)[number];
export type CountLetter = (typeof COUNT_LETTERS)[number];
export type MoneyLetter = (typeof MONEY_LETTERS)[number];

/** Counts by letter at one instant; `null` is "unknown", never zero. */
export type Counts = Record<CountLetter, number | null>;

/** Sums of whole đồng by letter at one instant, exact; `null` is "unknown", never zero. */
export type Money = Record<MoneyLetter, bigint | null>;
