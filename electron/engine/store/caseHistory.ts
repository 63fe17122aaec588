/** All versions of a case in one row of bytes. The format is written into the store: what a code means never changes. */
import type { Instant } from '../../contract/calendar.ts';
import { DAY_MS, dayOf, dayStart } from '../../contract/calendar.ts';
import type { CaseEvent, CaseState } from '../../contract/events.ts';
import type { Packer } from './packing.ts';
import { createUnpacker } from './packing.ts';

/** A version of a case as it is kept. `due`, `done`: whole đồng. */
export interface KeptCase {
  v: number;
  at: Instant;
  /** Number of the event that brought it. */
  event: number;
  unit: number;
  /** Number of its enforcer; 0 for none. */
  officer: number;
  initiation: CaseEvent['initiation'];
  category: CaseEvent['category'];
  /** First instant of the day of acceptance. */
  accepted: Instant;
  due: number;
  done: number;
  state: CaseState;
}

const FORMAT = 1;
const INITIATIONS = ['ex_officio', 'on_request'] as const satisfies KeptCase['initiation'][];
const CATEGORIES = [
  'civil',
  'criminal',
  'administrative',
  'family',
  'commercial',
  'labour',
  'bankruptcy',
  'arbitration',
  'other',
] as const satisfies KeptCase['category'][];
const STATES = [
  'in_progress',
  'postponed',
  'suspended',
  'eligible_other',
  'not_eligible',
  'set_aside',
  'completed',
  'discontinued',
  'entrusted_out',
  'withdrawn',
] as const satisfies CaseState[];

const codesOf = <T extends string>(words: readonly T[]) =>
  Object.fromEntries(words.map((word, code) => [word, code])) as Record<T, number>;
const INITIATION_CODE = codesOf(INITIATIONS);
const CATEGORY_CODE = codesOf(CATEGORIES);
const STATE_CODE = codesOf(STATES);

/** Day 0 of the packed days of acceptance. */
const FIRST_DAY = dayStart('2000-01-01');

/** @param packer an empty one, for use again and again */
export function packCase(packer: Packer, versions: readonly KeptCase[]): Buffer {
  packer.byte(FORMAT);
  for (const one of versions) {
    packer.natural(one.v);
    packer.integer(one.at);
    packer.natural(one.event);
    packer.natural(one.unit);
    packer.natural(one.officer);
    packer.byte(INITIATION_CODE[one.initiation] * CATEGORIES.length + CATEGORY_CODE[one.category]);
    packer.byte(STATE_CODE[one.state]);
    packer.integer(Math.round((one.accepted - FIRST_DAY) / DAY_MS));
    packer.natural(one.due);
    packer.natural(one.done);
  }
  return packer.take();
}

export function unpackCase(bytes: Uint8Array): KeptCase[] {
  const unpacker = createUnpacker(bytes);
  const format = unpacker.byte();
  if (format !== FORMAT)
    throw new Error(`a case is kept in format ${format}, which this program does not know`);
  const versions: KeptCase[] = [];
  while (!unpacker.done()) {
    const v = unpacker.natural();
    const at = Number(unpacker.integer());
    const event = unpacker.natural();
    const unit = unpacker.natural();
    const officer = unpacker.natural();
    const sort = unpacker.byte();
    const state = unpacker.byte();
    versions.push({
      v,
      at,
      event,
      unit,
      officer,
      initiation: INITIATIONS[Math.floor(sort / CATEGORIES.length)] as KeptCase['initiation'],
      category: CATEGORIES[sort % CATEGORIES.length] as KeptCase['category'],
      accepted: FIRST_DAY + Number(unpacker.integer()) * DAY_MS,
      due: unpacker.natural(),
      done: unpacker.natural(),
      state: STATES[state] as CaseState,
    });
  }
  return versions;
}

/** The day of acceptance, `YYYY-MM-DD`. */
export function acceptedOn(version: { accepted: Instant }): string {
  return dayOf(version.accepted);
}
