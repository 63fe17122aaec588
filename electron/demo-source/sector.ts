/** The sector being stood in for: its cases as they are now, and the journal of what happened to them. */
import {
  CASE_STATES,
  DECISION_KINDS,
  RECEIPT_STATUSES,
  type CaseEvent,
  type CaseState,
} from '../contract/events.ts';
import { Journal, KIND } from './journal.ts';
import type { Organisation } from './organisation.ts';

export type DecisionKind = (typeof DECISION_KINDS)[number];
export type Category = CaseEvent['category'];
export type Initiation = CaseEvent['initiation'];

/** One case (việc) as it is now; positions refer to the organisation's lists. */
export interface Case {
  /** Position in the sector's list. */
  readonly ref: number;
  /** Serial number and calendar year of its key, given in order of time. */
  serial: number;
  /** Day of acceptance, days since the epoch in local time. */
  acceptedDay: number;
  unit: number;
  officer: number;
  readonly initiation: Initiation;
  readonly category: Category;
  due: number;
  done: number;
  state: CaseState;
  v: number;
}

const state = new Map(CASE_STATES.map((s, i) => [s, i]));
const decisionKind = new Map(DECISION_KINDS.map((k, i) => [k, i]));

/** No enforcer: the position that no officer has. */
export const NOBODY = 0xffff;

export class Sector {
  readonly organisation: Organisation;
  readonly journal = new Journal();
  readonly cases: Case[] = [];
  /** Events that are not casework (units, officers, targets), without id, instant and sequence. */
  readonly announcements: Readonly<Record<string, unknown>>[] = [];
  /** Serial numbers of receipts, and the position plus one of the receipt each converts (0 for none). */
  readonly receiptSerials: number[] = [];
  readonly receiptConverts: number[] = [];
  readonly decisionSerials: number[] = [];

  /** Keys of the work units as they stand in a line. */
  readonly unitTexts: readonly string[];

  constructor(organisation: Organisation) {
    this.organisation = organisation;
    this.unitTexts = organisation.units.map((unit) => JSON.stringify(unit.key));
  }

  announce(at: number, body: Readonly<Record<string, unknown>>): void {
    this.announcements.push(body);
    this.journal.add(at, KIND.announcement, this.announcements.length - 1, 1, 0, 0, 0, 0, 0);
  }

  accept(made: Omit<Case, 'ref' | 'serial' | 'v'>): Case {
    const accepted: Case = { ...made, ref: this.cases.length, serial: 0, v: 0 };
    this.cases.push(accepted);
    return accepted;
  }

  /** Writes the case as it now is as its next version. */
  version(at: number, c: Case): void {
    c.v++;
    this.journal.add(
      at,
      KIND.case,
      c.ref,
      c.v,
      state.get(c.state) ?? 0,
      c.unit,
      c.officer,
      c.done,
      c.ref + 1,
    );
  }

  /** Issues a receipt; returns its position. */
  receipt(
    at: number,
    unit: number,
    officer: number,
    amount: number,
    c: Case | null,
    converts: number | null,
  ): number {
    const ref = this.receiptSerials.push(0) - 1;
    this.receiptConverts.push(converts === null ? 0 : converts + 1);
    this.journal.add(at, KIND.receipt, ref, 1, 0, unit, officer, amount, c ? c.ref + 1 : 0);
    return ref;
  }

  cancelReceipt(
    at: number,
    ref: number,
    unit: number,
    officer: number,
    amount: number,
    c: Case | null,
  ): void {
    const cancelled = RECEIPT_STATUSES.indexOf('cancelled');
    this.journal.add(at, KIND.receipt, ref, 2, cancelled, unit, officer, amount, c ? c.ref + 1 : 0);
  }

  decide(at: number, c: Case, kind: DecisionKind, toProvince = 0): void {
    const ref = this.decisionSerials.push(0) - 1;
    const what = decisionKind.get(kind) ?? 0;
    this.journal.add(at, KIND.decision, ref, 1, what, c.unit, 0, toProvince, c.ref + 1);
  }
}
