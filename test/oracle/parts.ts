/** Everything that counts, one by one, with what it counts for and what it can be broken down by. */
import { VALUE_BANDS } from '../../electron/contract/breakdown.ts';
import { DAY_MS, dayStart, type Instant, yearStart } from '../../electron/contract/calendar.ts';
import type {
  CaseEvent,
  CaseState,
  DecisionEvent,
  Event,
  OfficerEvent,
  ReceiptEvent,
} from '../../electron/contract/events.ts';
import { dateOf, statesAt } from './states.ts';

/** A case, officer, receipt or decision with what it adds to each letter. */
export interface Part {
  type: 'case' | 'officer' | 'receipt' | 'decision';
  key: string;
  dimensions: Record<'unit' | 'officer' | 'category' | 'initiation' | 'band', string | null>;
  cases: Record<string, bigint>;
  money: Record<string, bigint>;
}

const LETTER_OF: Record<CaseState, string> = {
  entrusted_out: 'D',
  withdrawn: 'E',
  completed: 'J',
  discontinued: 'J',
  in_progress: 'I',
  postponed: 'P',
  suspended: 'S',
  eligible_other: 'O',
  not_eligible: 'H',
  set_aside: 'R',
};

/** What counts of a unit's own events, without its subtree and without aggregates. */
export function ownParts(events: readonly Event[], unit: string, year: number, t: Instant): Part[] {
  return [
    ...caseParts(events, unit, year, t),
    ...officerParts(events, unit, t),
    ...receiptParts(events, unit, year, t),
    ...decisionParts(events, unit, year, t),
  ];
}

function caseParts(events: readonly Event[], unit: string, year: number, t: Instant): Part[] {
  const start = yearStart(year);
  const parts: Part[] = [];
  const before = statesAt<CaseEvent>(events, 'case', start - 1);
  for (const [key, now] of statesAt<CaseEvent>(events, 'case', t)) {
    if (now.unit !== unit || dayStart(now.accepted_on) > t) continue;
    const then = before.get(key);
    const ended = (s: CaseEvent) => 'DEJ'.includes(LETTER_OF[s.state]);
    let letter: string | undefined;
    if (dayStart(now.accepted_on) >= start) letter = 'C';
    else if (!then) letter = 'B';
    else if (then.state === 'set_aside') letter = now.state === 'set_aside' ? undefined : 'C';
    else if (ended(then)) letter = ended(now) ? undefined : 'C';
    else letter = 'B';
    if (!letter) continue;
    const doneBefore = BigInt(then?.done ?? 0);
    const w = BigInt(now.due) - doneBefore;
    const p = BigInt(now.done) - doneBefore;
    const cases: Part['cases'] = {};
    const money: Part['money'] = {};
    add(cases, letter, 1n);
    add(money, letter, w);
    add(cases, LETTER_OF[now.state], 1n);
    add(money, LETTER_OF[now.state], w - p);
    add(money, 'J', p);
    for (const table of [cases, money]) {
      const v = (l: string) => table[l] ?? 0n;
      table.A = v('B') + v('C');
      table.F = v('A') - v('D') - v('E');
      table.G = v('J') + v('I') + v('P') + v('S') + v('O');
      table.K = v('F') - v('J');
    }
    parts.push({
      type: 'case',
      key,
      dimensions: { ...kindOf(now), unit, officer: now.officer },
      cases,
      money,
    });
  }
  return parts;
}

function officerParts(events: readonly Event[], unit: string, t: Instant): Part[] {
  return [...statesAt<OfficerEvent>(events, 'officer', t)].flatMap(([key, officer]): Part[] => {
    const begun = officer.from === undefined || dayStart(officer.from) <= t;
    const gone = officer.to !== undefined && t >= dayStart(officer.to) + DAY_MS;
    if (officer.unit !== unit || !begun || gone) return [];
    const dimensions = { ...kindOf(undefined), unit, officer: key };
    return [{ type: 'officer', key, dimensions, cases: { N: 1n }, money: {} }];
  });
}

function receiptParts(events: readonly Event[], unit: string, year: number, t: Instant): Part[] {
  const receipts = statesAt<ReceiptEvent>(events, 'receipt', t);
  const counts = (key: string) => {
    const issued = dateOf(events, 'receipt', key);
    return receipts.get(key)?.status === 'issued' && issued >= yearStart(year) && issued <= t;
  };
  return [...receipts].flatMap(([key, receipt]): Part[] => {
    if (receipt.unit !== unit || !counts(key)) return [];
    const converting = receipt.converts !== null && counts(receipt.converts);
    const dimensions = { ...kindOf(caseAt(events, receipt.case, t)), unit, officer: receipt.officer };
    const money = { Q: converting ? 0n : BigInt(receipt.amount) };
    return [{ type: 'receipt', key, dimensions, cases: { Q: 1n }, money }];
  });
}

function decisionParts(events: readonly Event[], unit: string, year: number, t: Instant): Part[] {
  return [...statesAt<DecisionEvent>(events, 'decision', t)].flatMap(([key, decision]): Part[] => {
    const issued = dateOf(events, 'decision', key);
    if (decision.unit !== unit || issued < yearStart(year) || issued > t) return [];
    const letter = { enforcement: 'U', entrustment: 'X' }[decision.kind as string];
    if (letter === undefined) return [];
    const about = caseAt(events, decision.case, t);
    const dimensions = { ...kindOf(about), unit, officer: about?.officer ?? null };
    return [{ type: 'decision', key, dimensions, cases: { [letter]: 1n }, money: {} }];
  });
}

/** The case that a paper names, as it stands; none before its acceptance. */
function caseAt(events: readonly Event[], key: string | null, t: Instant): CaseEvent | undefined {
  const state = key === null ? undefined : statesAt<CaseEvent>(events, 'case', t).get(key);
  return state && dayStart(state.accepted_on) <= t ? state : undefined;
}

function kindOf(about: CaseEvent | undefined): Pick<Part['dimensions'], 'category' | 'initiation' | 'band'> {
  if (!about) return { category: null, initiation: null, band: null };
  const bands = VALUE_BANDS.filter(({ from }) => from <= about.due);
  return {
    category: about.category,
    initiation: about.initiation,
    band: bands.at(-1)?.key ?? null,
  };
}

function add(table: Record<string, bigint>, letter: string, n: bigint): void {
  table[letter] = (table[letter] ?? 0n) + n;
}
