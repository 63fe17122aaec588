/** An engine process with a city of two offices and a year of cases, for tests of reports. */
import { formatInstant, yearOf } from '../../contract/calendar.ts';
import type { EventLine } from '../../contract/events.ts';

/** The statistical year before this one: all its periods are over. */
export const YEAR = yearOf(Date.now()) - 1;
const CATEGORIES = ['civil', 'criminal', 'family', 'commercial', 'other'] as const;
const STATES = [
  'completed',
  'in_progress',
  'not_eligible',
  'postponed',
  'set_aside',
  'entrusted_out',
] as const;

/** Lines of so many cases in turn over two offices. */
export function cityLines(cases: number): EventLine[] {
  const at = (month: number, day: number) => {
    const calendarYear = month >= 10 ? YEAR - 1 : YEAR;
    const text = `${calendarYear}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    return { day: text, instant: formatInstant(Date.parse(`${text}T09:00:00+07:00`)) };
  };
  const unit = (key: string, name: string, parent: string | null): EventLine => ({
    ...{ id: `unit/${key}`, type: 'unit', v: 1, at: `${YEAR - 3}-01-01T00:00:00+07:00` },
    ...{ unit: key, name, parent, level: parent === null ? 'province' : 'region' },
  });
  const lines: EventLine[] = [
    unit('HCM', 'Thi hành án dân sự Thành phố Hồ Chí Minh', null),
    unit('HCM-KV1', 'Phòng THADS khu vực 1', 'HCM'),
    unit('HCM-KV2', 'Phòng THADS khu vực 2', 'HCM'),
  ];
  for (let n = 0; n < cases; n++) {
    const office = n % 3 === 0 ? 'HCM-KV2' : 'HCM-KV1';
    const taken = at(10 + (n % 2), 1 + (n % 28));
    const moved = at(1 + (n % 6), 1 + (n % 27));
    const state = STATES[n % STATES.length] as (typeof STATES)[number];
    const due = 1_000_003 + n * 7_001;
    const common = {
      type: 'case' as const,
      case: `THA-${n}`,
      unit: office,
      officer: null,
      due,
      initiation: n % 2 === 0 ? ('ex_officio' as const) : ('on_request' as const),
      category: CATEGORIES[n % CATEGORIES.length] as (typeof CATEGORIES)[number],
      accepted_on: taken.day,
    };
    lines.push(
      { ...common, id: `c${n}/1`, v: 1, at: taken.instant, done: 0, state: 'in_progress' },
      {
        ...common,
        ...{ id: `c${n}/2`, v: 2, at: moved.instant, state },
        done: state === 'completed' ? due : Math.floor(due / 3),
      },
      {
        ...{ id: `r${n}`, type: 'receipt', v: 1, at: moved.instant, receipt: `BL-${n}`, unit: office },
        ...{ officer: null, case: `THA-${n}`, amount: 500_000, status: 'issued', converts: null },
      },
      {
        ...{ id: `d${n}`, type: 'decision', v: 1, at: taken.instant, decision: `QD-${n}`, unit: office },
        ...{ case: `THA-${n}`, kind: 'enforcement', to_unit: null },
      },
    );
  }
  return lines;
}

/** An engine that answers, and somebody who may do everything there. */
interface Answering {
  readonly url: string;
  readonly admin: {
    readonly cookie: string;
    call(method: string, path: string, body?: unknown): Promise<Response>;
  };
}

/** Pushes lines into a source of that name, which is made when it is not there. */
export async function push(program: Answering, lines: readonly object[], source = 'city'): Promise<void> {
  await program.admin.call('POST', '/sources', { id: source, kind: 'push', nature: 'sample' });
  const answer = await fetch(`${program.url}/api/v1/sources/${source}/events`, {
    method: 'POST',
    headers: { cookie: program.admin.cookie, 'content-type': 'application/x-ndjson' },
    body: lines.map((line) => JSON.stringify(line)).join('\n'),
  });
  if (!answer.ok) throw new Error(`push answered ${answer.status}: ${await answer.text()}`);
}
