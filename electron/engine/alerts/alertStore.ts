/** Alerts as they are kept: rules with their versions, where they stand, what happened to each alert, silences. */
import { alertRule, type AlertRule } from '../../contract/alerts.ts';
import type { Instant } from '../../contract/calendar.ts';
import type { WritableDB } from '../store/index.ts';
import type { AlertHappening, AlertHead, Listed } from './listed.ts';
import { happened } from './listed.ts';
import type { Standing } from './machine.ts';

export interface RuleVersion {
  number: number;
  version: number;
  rule: AlertRule | null;
  by: string;
  at: Instant;
}

export interface KeptStanding extends Standing {
  /** Number of the alert that is open, or was last. */
  alert: number | null;
}

export interface KeptSilence {
  number: number;
  rule: number | null;
  unit: string | null;
  at: Instant;
  until: Instant;
  by: string;
  comment: string;
}

interface VersionRow extends Omit<RuleVersion, 'rule'> {
  rule: string | null;
}
interface EventRow {
  alert: number;
  at: Instant;
  kind: AlertHappening['kind'];
  by: string | null;
  comment: string | null;
  detail: string | null;
}

export interface AlertStore {
  /** The highest version of each rule that was not taken away. */
  rules(): RuleVersion[];
  /** Whether there ever was a rule. */
  hadRules(): boolean;
  versions(number: number): RuleVersion[];
  /** Rules as they were at an instant. */
  rulesAt(at: Instant): RuleVersion[];
  /** Keeps a version; a new rule without a number. */
  keepRule(number: number | null, rule: AlertRule | null, by: string, at: Instant): RuleVersion;

  standings(): { rule: number; subject: string; standing: KeptStanding }[];
  stand(rule: number, subject: string, standing: KeptStanding | null): void;
  forgetStandings(rule: number): void;

  open(rule: number, version: number, subject: string, at: Instant): number;
  happen(alert: number, happening: AlertHappening): void;
  gone(alert: number, at: Instant): void;
  /** Alerts that are listed now. */
  listed(): { alert: Listed; told: boolean }[];
  /** Alerts that were listed at an instant, as they stood then. */
  listedAt(at: Instant): Listed[];
  find(number: number): Listed | null;
  events(alert: number): AlertHappening[];
  /** Nobody needs to be told of these any more. */
  told(alerts: readonly number[], at: Instant): void;
  /** It fired again: somebody must be told anew. */
  untold(alert: number): void;

  silences(at: Instant): KeptSilence[];
  silence(silence: Omit<KeptSilence, 'number'>): number;
  endSilence(number: number, at: Instant): void;
}

export function createAlertStore(db: WritableDB): AlertStore {
  const versionOf = (row: VersionRow): RuleVersion => ({
    ...row,
    rule: row.rule === null ? null : alertRule.parse(JSON.parse(row.rule)),
  });
  const highest = db.prepare<[Instant], VersionRow>(
    `SELECT * FROM alert_rule_version AS v
     WHERE version = (SELECT max(version) FROM alert_rule_version WHERE number = v.number AND at <= ?)
       AND rule IS NOT NULL ORDER BY number`,
  );
  const stand = db.prepare(
    `INSERT OR REPLACE INTO alert_standing (rule, subject, phase, since, trouble, trouble_since, alert)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const unstand = db.prepare('DELETE FROM alert_standing WHERE rule = ? AND subject = ?');
  const insertAlert = db.prepare('INSERT INTO alert (rule, version, subject, opened_at) VALUES (?, ?, ?, ?)');
  const insertEvent = db.prepare(
    'INSERT INTO alert_event (alert, at, kind, by, comment, detail) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const gone = db.prepare('UPDATE alert SET gone_at = ? WHERE number = ?');
  const told = db.prepare('UPDATE alert SET told_at = ? WHERE number = ?');
  const untold = db.prepare('UPDATE alert SET told_at = NULL WHERE number = ?');
  const events = db.prepare<[number], EventRow>('SELECT * FROM alert_event WHERE alert = ? ORDER BY id');
  const head = db.prepare<[number], AlertHead>('SELECT number, rule, subject FROM alert WHERE number = ?');

  function folded(heads: readonly AlertHead[], rows: Iterable<EventRow>): Listed[] {
    const known = new Map<number, { head: AlertHead; listed: Listed | null }>();
    for (const one of heads) known.set(one.number, { head: one, listed: null });
    for (const row of rows) {
      const entry = known.get(row.alert);
      if (entry) entry.listed = happened(entry.head, entry.listed, happeningOf(row));
    }
    return [...known.values()].flatMap(({ listed }) => (listed === null ? [] : [listed]));
  }

  const HEADS = 'SELECT number, rule, subject, told_at FROM alert';
  return {
    rules: () => highest.all(Number.MAX_SAFE_INTEGER).map(versionOf),
    hadRules: () => db.prepare('SELECT 1 FROM alert_rule_version LIMIT 1').get() !== undefined,
    rulesAt: (at) => highest.all(at).map(versionOf),
    versions: (number) =>
      db
        .prepare<[number], VersionRow>(
          'SELECT * FROM alert_rule_version WHERE number = ? ORDER BY version DESC',
        )
        .all(number)
        .map(versionOf),
    keepRule(given, rule, by, at) {
      const number =
        given ??
        (db.prepare<[], number | null>('SELECT max(number) FROM alert_rule_version').pluck().get() ?? 0) + 1;
      const version =
        (db
          .prepare<[number], number | null>('SELECT max(version) FROM alert_rule_version WHERE number = ?')
          .pluck()
          .get(number) ?? 0) + 1;
      db.prepare('INSERT INTO alert_rule_version (number, version, rule, by, at) VALUES (?, ?, ?, ?, ?)').run(
        ...[number, version, rule === null ? null : JSON.stringify(rule), by, at],
      );
      return { number, version, rule, by, at };
    },
    standings: () =>
      db
        .prepare<
          [],
          {
            rule: number;
            subject: string;
            phase: Standing['phase'];
            since: Instant;
            trouble: Standing['trouble'] | 'open_no_data' | 'open_error';
            trouble_since: Instant | null;
            alert: number | null;
            open: Standing['open'];
          }
        >('SELECT * FROM alert_standing')
        .all()
        .map(({ rule, subject, phase, since, trouble: kept, trouble_since, alert }) => {
          const isOpenTrouble = kept === 'open_no_data' || kept === 'open_error';
          const trouble = kept === 'open_no_data' ? 'no_data' : kept === 'open_error' ? 'error' : kept;
          const isOpen = phase === 'firing' || phase === 'recovering';
          const open = isOpenTrouble ? trouble : isOpen ? 'condition' : null;
          return {
            rule,
            subject,
            standing: { phase, since, trouble, troubleSince: trouble_since ?? 0, open, alert },
          };
        }),
    stand(rule, subject, standing) {
      if (standing === null) {
        unstand.run(rule, subject);
        return;
      }
      const { phase, since, trouble, troubleSince, open, alert } = standing;
      const kept = trouble !== null && open !== null && open !== 'condition' ? `open_${open}` : trouble;
      stand.run(rule, subject, phase, since, kept, troubleSince, alert);
    },
    forgetStandings: (rule) => void db.prepare('DELETE FROM alert_standing WHERE rule = ?').run(rule),
    open: (rule, version, subject, at) => Number(insertAlert.run(rule, version, subject, at).lastInsertRowid),
    happen: (alert, { at, kind, by, comment, detail }) =>
      void insertEvent.run(alert, at, kind, by, comment, detail === null ? null : JSON.stringify(detail)),
    gone: (alert, at) => void gone.run(at, alert),
    listed() {
      const heads = db
        .prepare<[], AlertHead & { told_at: Instant | null }>(`${HEADS} WHERE gone_at IS NULL`)
        .all();
      const untoldOnes = new Set(heads.filter(({ told_at }) => told_at === null).map(({ number }) => number));
      const rows = db
        .prepare<[], EventRow>(
          'SELECT alert_event.* FROM alert_event JOIN alert ON alert.number = alert WHERE gone_at IS NULL ORDER BY id',
        )
        .iterate();
      return folded(heads, rows).map((alert) => ({ alert, told: !untoldOnes.has(alert.number) }));
    },
    listedAt(at) {
      const where = 'opened_at <= :at AND (gone_at IS NULL OR gone_at > :at)';
      const heads = db.prepare<[object], AlertHead>(`${HEADS} WHERE ${where}`).all({ at });
      const rows = db
        .prepare<[object], EventRow>(
          `SELECT alert_event.* FROM alert_event JOIN alert ON alert.number = alert
           WHERE ${where} AND alert_event.at <= :at ORDER BY id`,
        )
        .iterate({ at });
      return folded(heads, rows);
    },
    find(number) {
      const found = head.get(number);
      return found ? (folded([found], events.all(number))[0] ?? null) : null;
    },
    events: (alert) => events.all(alert).map(happeningOf),
    told(alerts, at) {
      for (const one of alerts) told.run(at, one);
    },
    untold: (alert) => void untold.run(alert),
    silences: (at) =>
      db
        .prepare<[object], KeptSilence>(
          'SELECT * FROM alert_silence WHERE at <= :at AND until > :at ORDER BY number DESC',
        )
        .all({ at }),
    silence: ({ rule, unit, at, until, by, comment }) =>
      Number(
        db
          .prepare('INSERT INTO alert_silence (rule, unit, at, until, by, comment) VALUES (?, ?, ?, ?, ?, ?)')
          .run(rule, unit, at, until, by, comment).lastInsertRowid,
      ),
    endSilence: (number, at) =>
      void db.prepare('UPDATE alert_silence SET until = ? WHERE number = ?').run(at, number),
  };
}

function happeningOf({ at, kind, by, comment, detail }: EventRow): AlertHappening {
  // Written by this store, with the detail that belongs to the kind.
  const written: unknown = detail === null ? null : JSON.parse(detail);
  return { at, kind, by, comment, detail: written } as AlertHappening;
}
