/** The alerts that are listed, held in memory and written as things happen to them. */
import type { Instant } from '../../contract/calendar.ts';
import type { AlertStore } from './alertStore.ts';
import type { Turned } from './evaluation.ts';
import { type AlertHappening, happened, isGone, type Listed } from './listed.ts';

export interface Keeping {
  all(): Iterable<Listed>;
  get(number: number): Listed | undefined;
  size(): number;
  /** Alerts that nobody has been told of. */
  untold(): Listed[];
  told(alerts: readonly Listed[], at: Instant): void;
  /** Writes what happened; answers the alert as it stands then. */
  happen(number: number, happening: AlertHappening): Listed | null;
  /** An alert opened or closed; answers its number. One that is listed still fires again and is no second one. */
  turn(turned: Turned, at: Instant): number | null;
  /** Everything of a rule ends with it. */
  endRule(rule: number, at: Instant): void;
  /** Reads again what is written: a transaction was given up. */
  reread(): void;
}

export function createKeeping(store: AlertStore): Keeping {
  const listed = new Map<number, Listed>();
  const untold = new Set<number>();
  /** By rule and subject: one alert at most is listed of each. */
  const byKey = new Map<string, number>();
  const keyOf = (rule: number, subject: string) => `${rule} ${subject}`;
  reread();

  function reread(): void {
    listed.clear();
    untold.clear();
    byKey.clear();
    for (const { alert, told } of store.listed()) {
      listed.set(alert.number, alert);
      byKey.set(keyOf(alert.rule, alert.subject), alert.number);
      if (!told) untold.add(alert.number);
    }
  }

  function happen(number: number, happening: AlertHappening, head = listed.get(number)): Listed | null {
    if (!head) return null;
    const after = happened(head, listed.get(number) ?? null, happening);
    store.happen(number, happening);
    if (after === null) return null;
    if (isGone(after)) {
      store.gone(number, happening.at);
      listed.delete(number);
      untold.delete(number);
      byKey.delete(keyOf(after.rule, after.subject));
    } else listed.set(number, after);
    return after;
  }

  function fire({ at: work, subject, fired }: Turned, at: Instant): number {
    const known = byKey.get(keyOf(work.number, subject));
    const detail = fired;
    if (known !== undefined) {
      happen(known, { at, kind: 'fired_again', by: null, comment: null, detail });
      store.untold(known);
      untold.add(known);
      return known;
    }
    const number = store.open(work.number, work.version, subject, at);
    const happening = { at, kind: 'fired', by: null, comment: null, detail } as const;
    store.happen(number, happening);
    const alert = happened({ number, rule: work.number, subject }, null, happening);
    if (alert) listed.set(number, alert);
    byKey.set(keyOf(work.number, subject), number);
    untold.add(number);
    return number;
  }

  return {
    all: () => listed.values(),
    get: (number) => listed.get(number),
    size: () => listed.size,
    untold: () => [...untold].flatMap((number) => listed.get(number) ?? []),
    told(alerts, at) {
      const numbers = alerts.map(({ number }) => number);
      store.told(numbers, at);
      for (const one of numbers) untold.delete(one);
    },
    happen,
    turn(turned, at) {
      if (turned.turn === 'opened') return fire(turned, at);
      const { alert } = turned.standing;
      const kind = turned.left ? 'ended_with_unit' : 'recovered';
      if (alert !== null) happen(alert, { at, kind, by: null, comment: null, detail: null });
      return null;
    },
    endRule(rule, at) {
      for (const one of [...listed.values()])
        if (one.rule === rule && one.endedAt === null)
          happen(one.number, { at, kind: 'ended_with_rule', by: null, comment: null, detail: null });
    },
    reread,
  };
}
