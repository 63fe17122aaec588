/** Events with everything but what a test is about filled in; `id` is made of type, key and version. */
import type { EventLine } from '../../electron/contract/events.ts';

type LineOf<T extends EventLine['type']> = Extract<EventLine, { type: T }>;
type Other<T extends EventLine['type']> = Partial<Omit<LineOf<T>, 'type'>>;

const AT = '2024-01-15T08:00:00+07:00';

export function unit(key: string, other: Other<'unit'> = {}): LineOf<'unit'> {
  const v = other.v ?? 1;
  return {
    id: `unit ${key} ${v}`,
    type: 'unit',
    at: '2020-10-01T00:00:00+07:00',
    v,
    unit: key,
    name: key,
    parent: null,
    level: 'region',
    ...other,
  };
}

export function officer(key: string, other: Other<'officer'> = {}): LineOf<'officer'> {
  const v = other.v ?? 1;
  return {
    id: `officer ${key} ${v}`,
    type: 'officer',
    at: AT,
    v,
    officer: key,
    name: key,
    unit: 'U',
    ...other,
  };
}

/** A case accepted within statistical year 2026 with 1 000 000 đồng due. */
export function enforcementCase(key: string, other: Other<'case'> = {}): LineOf<'case'> {
  const v = other.v ?? 1;
  return {
    id: `case ${key} ${v}`,
    type: 'case',
    at: '2025-11-03T08:00:00+07:00',
    v,
    case: key,
    unit: 'U',
    officer: null,
    initiation: 'ex_officio',
    category: 'civil',
    accepted_on: '2025-11-03',
    due: 1_000_000,
    done: 0,
    state: 'in_progress',
    ...other,
  };
}

export function receipt(key: string, other: Other<'receipt'> = {}): LineOf<'receipt'> {
  const v = other.v ?? 1;
  return {
    id: `receipt ${key} ${v}`,
    type: 'receipt',
    at: '2025-11-04T08:00:00+07:00',
    v,
    receipt: key,
    unit: 'U',
    officer: null,
    case: null,
    amount: 1000,
    status: 'issued',
    converts: null,
    ...other,
  };
}

export function decision(key: string, other: Other<'decision'> = {}): LineOf<'decision'> {
  const v = other.v ?? 1;
  return {
    id: `decision ${key} ${v}`,
    type: 'decision',
    at: '2025-11-04T08:00:00+07:00',
    v,
    decision: key,
    unit: 'U',
    case: null,
    kind: 'enforcement',
    ...other,
  };
}

export function target(indicator: string, other: Other<'target'> = {}): LineOf<'target'> {
  const v = other.v ?? 1;
  return {
    id: `target ${indicator} ${other.unit ?? 'U'} ${other.year ?? 2026} ${v}`,
    type: 'target',
    at: '2025-10-01T00:00:00+07:00',
    v,
    indicator,
    unit: 'U',
    year: 2026,
    value: 80,
    ...other,
  };
}

export function aggregate(month: number, other: Other<'aggregate'> = {}): LineOf<'aggregate'> {
  const v = other.v ?? 1;
  return {
    id: `aggregate ${other.unit ?? 'U'} ${other.year ?? 2026} ${month} ${v}`,
    type: 'aggregate',
    at: '2025-10-31T23:59:59.999+07:00',
    v,
    unit: 'U',
    year: 2026,
    month,
    values: {},
    money: {},
    ...other,
  };
}
