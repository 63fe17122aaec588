/** When a rule would have fired: it is looked at at the end of each past day, with the figures as they are known now. */
import { setImmediate as turn } from 'node:timers/promises';
import type { AlertDryRun, AlertError, AlertRule } from '../../contract/alerts.ts';
import { DAY_MS, dayOf, formatInstant, type Instant, startOfDay } from '../../contract/calendar.ts';
import type { IsHoliday } from '../schedules/index.ts';
import { workOf } from './evaluation.ts';
import type { FiguresAt } from './figures.ts';
import { isLookedAt } from './hours.ts';
import { lookAt, unitsOf } from './looking.ts';
import { isNormal, NORMAL, type Standing, step } from './machine.ts';

const STRETCHES_MOST = 200;

type Stretch = Omit<AlertDryRun['stretches'][number], 'unitName' | 'from' | 'to'> & {
  from: Instant;
  to: Instant | null;
};

export interface DryRunParts {
  figuresAt: FiguresAt;
  isHoliday: IsHoliday;
  unitName: (unit: string) => string;
  sourceName: (id: string) => string;
}

/** @param days how many past days, today up to `now` included */
export async function dryRun(
  rule: AlertRule,
  days: number,
  now: Instant,
  parts: DryRunParts,
): Promise<AlertDryRun> {
  const { figuresAt, isHoliday, unitName, sourceName } = parts;
  const { policy } = workOf(0, 0, rule);
  const standings = new Map<string, Standing>();
  const open = new Map<string, Stretch>();
  const stretches: Stretch[] = [];
  const errors = new Set<AlertError>();
  const subjects = new Set<string>();
  const byDay: AlertDryRun['byDay'] = [];
  const first = startOfDay(now) - (days - 1) * DAY_MS;
  let looks = 0;
  // A rule that is looked at in office hours only is looked at within them.
  for (let day = first; day <= now; day += DAY_MS) {
    const at = momentOf(rule, day, now, isHoliday);
    if (at !== null) {
      looks += 1;
      lookOnce(at);
      byDay.push({ day: dayOf(day), standing: open.size });
    }
    await turn();
  }

  function lookOnce(at: Instant): void {
    const figures = figuresAt(at);
    const all = unitsOf(rule, figures.units);
    const { seen, of } = lookAt(rule, figures, { all, remembered: (one) => standings.has(one) });
    for (const subject of of === 'unit' ? all : seen.keys()) subjects.add(subject);
    for (const [subject, { reading, value }] of seen) {
      if (reading.is === 'error') errors.add(reading.error);
      const { standing, turn: turned } = step(standings.get(subject) ?? NORMAL, reading, at, policy);
      if (isNormal(standing)) standings.delete(subject);
      else standings.set(subject, standing);
      if (turned === 'opened') {
        const source = of === 'source' ? sourceName(subject) : null;
        const stretch = { unit: of === 'unit' ? subject : null, source, from: at, to: null, value };
        open.set(subject, stretch);
        stretches.push(stretch);
      }
      if (turned === 'closed') {
        const stretch = open.get(subject);
        if (stretch) stretch.to = at;
        open.delete(subject);
      }
    }
  }

  const lasting = (one: Stretch) => (one.to ?? now) - one.from;
  return {
    from: formatInstant(first),
    to: formatInstant(now),
    looks,
    subjects: subjects.size,
    times: stretches.length,
    stretches: [...stretches]
      .sort((a, b) => lasting(b) - lasting(a) || a.from - b.from)
      .slice(0, STRETCHES_MOST)
      .map(({ from, to, ...one }) => ({
        ...one,
        unitName: one.unit === null ? null : unitName(one.unit),
        from: formatInstant(from),
        to: to === null ? null : formatInstant(to),
      })),
    byDay,
    errors: [...errors],
  };
}

/** The last instant of a day at which the rule is looked at, to the quarter of an hour; `null` when it is not. */
function momentOf(rule: AlertRule, day: Instant, now: Instant, isHoliday: IsHoliday): Instant | null {
  const end = Math.min(day + DAY_MS - 1, now);
  if (rule.hours === null) return end;
  const QUARTER_MS = 15 * 60_000;
  for (let at = end; at >= day; at -= QUARTER_MS) if (isLookedAt(rule.hours, at, isHoliday)) return at;
  return null;
}
