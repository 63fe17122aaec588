/** Alerts at work: rules looked at, alerts opened, told, escalated, answered; what stands now and stood at any instant. */
import type { SourceHealth } from '../../contract/answers.ts';
import type { Alert, AlertBoard, AlertDryRun, AlertRule, KeptRule, Silence } from '../../contract/alerts.ts';
import type { Instant } from '../../contract/calendar.ts';
import type { Deliveries } from '../deliveries/index.ts';
import type { Measures } from '../measures/index.ts';
import type { IsHoliday } from '../schedules/index.ts';
import type { WritableDB } from '../store/index.ts';
import { createAlertStore, type RuleVersion } from './alertStore.ts';
import { boardOf } from './board.ts';
import { describe, describeSilence, isSilenced, isWithin, type Surroundings } from './describing.ts';
import { dryRun } from './dryRun.ts';
import { createEvaluation, type RuleAtWork, workOf } from './evaluation.ts';
import { createFigures, type Landing } from './figures.ts';
import { createKeeping } from './keeping.ts';
import { type AlertHappening, escalatesAt, isShelved, type Listed } from './listed.ts';
import { createRules, type Rules } from './rules.ts';
import { STARTING_BY } from './starting.ts';
import { alertSentence } from './sentences.ts';
import { messagesOf, type Telling } from './telling.ts';

const LOOK_MS = 1_000;
/** After a look that took t, the next one for changed figures waits at least this many t. */
const REST_SHARE = 10;
/** What fires within this time of the last message goes out together, ms. */
const GATHERED_MS = 30_000;
const MINUTE_MS = 60_000;

export interface AlertsParts {
  db: WritableDB;
  measures: Measures;
  sources: () => readonly SourceHealth[];
  /** Sources as they stood at an instant. */
  sourcesAt: (at: Instant) => readonly SourceHealth[];
  deliveries: Pick<Deliveries, 'put' | 'ways'>;
  isHoliday: IsHoliday;
  /** How likely a target will be met; left out, rules that ask say that there is no forecast. */
  landing?: Landing | undefined;
  /** Rules that a room begins with which never had any. */
  starting?: readonly AlertRule[] | undefined;
  now: () => Instant;
  failed: (error: unknown) => void;
}

/** Whom alerts are shown to: only what lies in their part of the organisation. */
export interface Sight {
  covers(unit: string): boolean;
  /** `null`: the whole organisation, sources as well. */
  readonly place: string | null;
}

export interface Alerts {
  readonly rules: Rules;
  listRules(): KeptRule[];
  /** All that is listed now, or was at a past instant. */
  list(sight: Sight, at?: Instant): Alert[];
  board(sight: Sight, question: { unit: string | null; limit: number }, at?: Instant): AlertBoard;
  find(number: number, sight: Sight): { alert: Alert; events: AlertHappening[] } | null;
  /** Writes what somebody did to alerts in sight; answers those it was done to. Called within a transaction. */
  act(numbers: readonly number[], sight: Sight, happening: AlertHappening): Listed[];
  silences(): Silence[];
  /** Called within a transaction. */
  silence(silence: {
    rule: number | null;
    unit: string | null;
    minutes: number;
    comment: string;
    by: string;
  }): Silence;
  endSilence(number: number): Silence | null;
  dryRun(rule: AlertRule, days: number): Promise<AlertDryRun>;
  /** A rule was made, changed or taken away. */
  ruleChanged(number: number): void;
  /** Something was given up after it was begun: what is held in memory is read anew. */
  reread(): void;
  /** Grows with every change of what stands. */
  revision(): number;
  /** An alert in sentences, for what is made from it; `null` when there is none. */
  titleOf(number: string): { title: string; text: string; unit: string | null } | null;
  /** Looks at what may have changed; called every second from `start` on. @returns rules looked at */
  look(): number;
  onChange(listener: () => void): void;
  start(): void;
  stop(): void;
}

export function createAlerts(parts: AlertsParts): Alerts {
  const { db, measures, deliveries, isHoliday, now, failed } = parts;
  const store = createAlertStore(db);
  const figuresAt = createFigures({
    measures,
    sources: (at) => (at >= now() - MINUTE_MS ? parts.sources() : parts.sourcesAt(at)),
    landing: parts.landing,
  });
  const evaluation = createEvaluation({
    store,
    figuresAt,
    revision: () => measures.revision(),
    isHoliday,
    failed,
  });
  const keeping = createKeeping(store);
  const listeners: (() => void)[] = [];
  let work = new Map<number, RuleAtWork>();
  let silences = store.silences(now());
  let lookedAt = Number.NEGATIVE_INFINITY;
  let costMs = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let trouble = '';
  /** Whether any rule has its alerts go up the tree. */
  let escalates = false;
  let revision = 0;
  begin();
  reload();

  const rules = createRules({
    store,
    figures: () => figuresAt(now()),
    isHoliday,
    now,
    hasEndpoint: (id) => deliveries.ways().endpoints.some((one) => one.id === id),
  });

  function begin(): void {
    if (store.hadRules()) return;
    db.transaction(() => {
      for (const rule of parts.starting ?? []) store.keepRule(null, rule, STARTING_BY, now());
    })();
  }

  function reload(): void {
    work = new Map(
      store
        .rules()
        .flatMap(({ number, version, rule }) =>
          rule === null ? [] : [[number, workOf(number, version, rule)]],
        ),
    );
    for (const { rule, subject, standing } of store.standings())
      work.get(rule)?.standings.set(subject, standing);
  }

  function tell(): void {
    revision += 1;
    for (const listener of listeners) listener();
  }

  function unitsAt(at: Instant) {
    return new Map(measures.units(at).map((one) => [one.unit, one]));
  }

  function around(at: Instant): Surroundings {
    const names = new Map(parts.sources().map(({ id, name }) => [id, name]));
    return {
      at,
      rule: (number) => work.get(number)?.rule ?? lastRule(number),
      units: unitsAt(at),
      sourceName: (id) => names.get(id) ?? id,
      silences,
      now({ rule, subject }) {
        const standing = work.get(rule)?.standings.get(subject);
        if (standing?.trouble) return standing.trouble;
        return standing?.phase === 'recovering' ? 'recovering' : null;
      },
    };
  }

  /** A rule that was taken away, as it was last: its alerts still have its name. */
  function lastRule(number: number): AlertRule | null {
    return store.versions(number).find(({ rule }) => rule !== null)?.rule ?? null;
  }

  function aroundThen(at: Instant): Surroundings {
    const then = new Map(store.rulesAt(at).map(({ number, rule }) => [number, rule]));
    const { now: _, ...present } = around(at);
    return {
      ...present,
      rule: (number) => then.get(number) ?? lastRule(number),
      silences: store.silences(at),
    };
  }

  function describeAll(listed: Iterable<Listed>, surroundings: Surroundings, sight: Sight): Alert[] {
    const found: Alert[] = [];
    for (const one of listed) {
      if (!isInSight(one, sight)) continue;
      const alert = describe(one, surroundings);
      if (alert) found.push(alert);
    }
    return found;
  }

  function list(sight: Sight, at?: Instant): Alert[] {
    if (at === undefined) return describeAll(keeping.all(), around(now()), sight);
    return describeAll(store.listedAt(at), aroundThen(at), sight);
  }

  /** Alerts that are due to be told go out in one message for each receiver. */
  function tellOthers(at: Instant): void {
    if (at - toldAt < GATHERED_MS) return;
    const untold = keeping.untold();
    if (untold.length === 0) return;
    const surroundings = around(at);
    // What is silenced is told when the silence is over, if it stands then.
    const due = untold.filter((one) => !isSilenced(one, surroundings) && !isShelved(one, at));
    const tellings = due
      .filter(({ endedAt, acknowledged }) => endedAt === null && acknowledged === null)
      .flatMap((one) => tellingOf(one, surroundings));
    for (const message of messagesOf(tellings, at, 'fired')) deliveries.put(message);
    keeping.told(due, at);
    if (tellings.length > 0) toldAt = at;
  }

  function tellingOf(listed: Listed, surroundings: Surroundings): Telling[] {
    const alert = describe(listed, surroundings);
    const rule = work.get(listed.rule)?.rule;
    return alert && rule ? [{ alert, rule }] : [];
  }

  /** What nobody has answered for too long becomes the next higher unit's. */
  function escalate(at: Instant): boolean {
    if (!escalates) return false;
    const waiting = [...keeping.all()].filter(({ rule }) => work.get(rule)?.rule.escalate);
    if (waiting.length === 0) return false;
    const surroundings = around(at);
    const parentOf = (unit: string) => surroundings.units.get(unit)?.parent ?? null;
    const tellings: Telling[] = [];
    for (const one of waiting) {
      const after = work.get(one.rule)?.rule.escalate?.afterMinutes ?? 0;
      const due = escalatesAt(one, after * MINUTE_MS, parentOf);
      const owner = one.owner === null ? null : parentOf(one.owner);
      if (due === null || due > at || owner === null || isSilenced(one, surroundings)) continue;
      const escalated = keeping.happen(one.number, {
        ...{ at, kind: 'escalated', by: null, comment: null },
        detail: { owner },
      });
      if (escalated) tellings.push(...tellingOf(escalated, surroundings));
    }
    for (const message of messagesOf(tellings, at, 'escalated')) deliveries.put(message);
    return tellings.length > 0;
  }

  function lookOnce(): number {
    const at = now();
    escalates = [...work.values()].some(({ rule }) => rule.escalate !== null);
    const enabled = [...work.values()].filter(({ rule }) => rule.enabled);
    if (enabled.length === 0 && keeping.size() === 0) return 0;
    const rested = at - lookedAt >= Math.max(LOOK_MS, REST_SHARE * costMs);
    const begun = performance.now();
    let turns = 0;
    if (silences.some(({ until }) => until <= at)) {
      silences = store.silences(at);
      turns += 1;
    }
    const looked = db.transaction(() => {
      const looks = rested
        ? evaluation.look(enabled, at, (turned) => {
            turns += 1;
            return keeping.turn(turned, at);
          })
        : 0;
      if (escalate(at)) turns += 1;
      tellOthers(at);
      return looks;
    })();
    if (looked > 0) {
      lookedAt = at;
      costMs = performance.now() - begun;
    }
    if (turns > 0) tell();
    return looked;
  }

  function look(): number {
    try {
      const looked = lookOnce();
      trouble = '';
      return looked;
    } catch (error) {
      // Said once, not every second; what was begun and given up is read anew.
      if (String(error) !== trouble) failed(error);
      trouble = String(error);
      reread();
      return 0;
    }
  }

  function reread(): void {
    reload();
    keeping.reread();
    silences = store.silences(now());
  }

  return {
    rules,
    listRules() {
      const standing = new Map<number, number>();
      for (const { rule, endedAt } of keeping.all())
        if (endedAt === null) standing.set(rule, (standing.get(rule) ?? 0) + 1);
      return rules.list((number) => standing.get(number) ?? 0);
    },
    list,
    board(sight, { unit, limit }, at) {
      const units = unitsAt(at ?? now());
      const shown = list(sight, at).filter(
        (one) => unit === null || (one.unit !== null && isWithin(one.unit, unit, units)),
      );
      const shownOnWall = shown.filter(({ rule }) => work.get(rule)?.rule.channels.wall ?? true);
      return boardOf(
        shownOnWall,
        at ?? now(),
        limit,
        [...work.values()].filter(({ rule }) => rule.enabled).length,
      );
    },
    find(number, sight) {
      const listed = keeping.get(number) ?? store.find(number);
      if (!listed || !isInSight(listed, sight)) return null;
      const alert = describe(listed, around(now()));
      return alert && { alert, events: store.events(number) };
    },
    act(numbers, sight, happening) {
      const done: Listed[] = [];
      for (const number of new Set(numbers)) {
        const before = keeping.get(number);
        if (!before || !isInSight(before, sight)) continue;
        keeping.happen(number, happening);
        done.push(before);
      }
      tell();
      return done;
    },
    silences: () => silences.map((one) => describeSilence(one, around(now()))),
    silence({ rule, unit, minutes, comment, by }) {
      const at = now();
      const kept = { rule, unit, at, until: at + minutes * MINUTE_MS, by, comment };
      const number = store.silence(kept);
      silences = store.silences(at);
      tell();
      return describeSilence({ ...kept, number }, around(at));
    },
    endSilence(number) {
      const found = silences.find((one) => one.number === number);
      if (!found) return null;
      store.endSilence(number, now());
      silences = store.silences(now());
      tell();
      return describeSilence(found, around(now()));
    },
    dryRun(rule, days) {
      const { units, sourceName } = around(now());
      const unitName = (unit: string) => units.get(unit)?.name ?? unit;
      return dryRun(rule, days, now(), {
        figuresAt: createFigures({ ...parts, sources: parts.sourcesAt }),
        isHoliday,
        unitName,
        sourceName,
      });
    },
    ruleChanged(number) {
      const kept = store.rules().find((one) => one.number === number);
      const before = work.get(number);
      if (before === undefined || !isSameQuestion(before.rule, kept)) {
        store.forgetStandings(number);
        keeping.endRule(number, now());
        work.delete(number);
      }
      if (kept?.rule) {
        const next = workOf(number, kept.version, kept.rule);
        if (work.has(number)) next.standings = before?.standings ?? next.standings;
        work.set(number, next);
        if (!kept.rule.enabled) {
          store.forgetStandings(number);
          next.standings.clear();
          keeping.endRule(number, now());
        }
      }
      tell();
    },
    reread,
    revision: () => revision,
    titleOf(given) {
      const number = Number(given);
      const listed = keeping.get(number) ?? (Number.isSafeInteger(number) ? store.find(number) : null);
      const alert = listed && describe(listed, around(now()));
      if (!alert) return null;
      const title = [alert.name, alert.unitName ?? alert.source].filter((one) => one !== null).join(' – ');
      return { title, text: alertSentence(alert), unit: alert.unit };
    },
    look,
    onChange: (listener) => void listeners.push(listener),
    start() {
      look();
      timer ??= setInterval(look, LOOK_MS);
    },
    stop: () => clearInterval(timer),
  };
}

function isInSight({ fired, subject }: Listed, { place, covers }: Sight): boolean {
  return fired.of === 'unit' ? covers(subject) : place === null;
}

/** Whether a changed rule still asks the same of the same units: then what stands goes on. */
function isSameQuestion(before: AlertRule, after: RuleVersion | undefined): boolean {
  if (!after?.rule) return false;
  const { condition, scope } = after.rule;
  return JSON.stringify([condition, scope]) === JSON.stringify([before.condition, before.scope]);
}
