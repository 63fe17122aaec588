/** Alerts over HTTP: what stands, what people do about it, silences, rules and their dry run. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  acknowledgement,
  actedAnswer,
  type Alert,
  alertAnswer,
  alertDryRun,
  alertRule,
  type AlertRule,
  alertsAnswer,
  alertsQuery,
  dryRunRequest,
  keptRule,
  type KeptRule,
  rulesAnswer,
  ruleVersions,
  shelving,
  silence,
  silenceRequest,
  silencesAnswer,
} from '../../contract/alerts.ts';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import { nameOf, recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import type { Alerts } from './alerts.ts';
import { byNeed, countsOf, isUnanswered, isWithin } from './describing.ts';
import type { AlertHappening, Listed } from './listed.ts';

const reading = { access: 'figures.read', place: 'narrowed' } as const;
const acting = { access: 'alerts.act', place: 'narrowed' } as const;
const managing = { access: 'alerts.manage' } as const;
const tags = ['alerts'];
const params = z.object({ number: z.coerce.number().int().min(1) });
const MINUTE_MS = 60_000;
/** A dry run reads a year of figures. */
const seldom = { ...managing, rateLimit: { max: 20, timeWindow: '1 minute' } };
/** Subjects that an entry of the audit trail names. */
const NAMED_MOST = 20;

type AuditEntry = Parameters<typeof recordAudit>[1];

export interface AlertRouteParts {
  db: WritableDB;
  alerts: Alerts;
  /** Units with their parents, to narrow by. */
  units: () => readonly { unit: string; parent: string | null }[];
  now: () => Instant;
}

export function alertRoutes({ db, alerts, units, now }: AlertRouteParts): FastifyPluginCallbackZod {
  const { rules } = alerts;

  function record(request: FastifyRequest, entry: Omit<AuditEntry, 'at' | 'who' | 'address'>): void {
    recordAudit(db, { at: now(), who: nameOf(request.principal), address: request.ip, ...entry });
  }

  /** A change and its entry in the trail, both or neither. */
  function write<T>(change: () => T): T {
    try {
      return db.transaction(change)();
    } catch (error) {
      alerts.reread();
      throw error;
    }
  }

  function act(
    request: FastifyRequest,
    numbers: readonly number[],
    happening: Pick<AlertHappening, 'kind' | 'detail' | 'comment'>,
    what: AuditEntry['what'],
    after: object,
  ): { done: number } {
    const done = write(() => {
      const whole = { ...happening, at: now(), by: nameOf(request.principal) } as AlertHappening;
      const acted = alerts.act(numbers, request.reach, whole);
      if (acted.length > 0) record(request, { what, subject: named(acted), after });
      return acted.length;
    });
    if (done === 0)
      throw new ProblemError(404, 'None of these alerts is listed; look at the list again.', {
        field: 'alerts',
      });
    return { done };
  }

  function named(acted: readonly Listed[]): string {
    const all = acted.slice(0, NAMED_MOST).map(({ number, subject }) => `${number} ${subject}`);
    return [...all, ...(acted.length > NAMED_MOST ? [`+${acted.length - NAMED_MOST}`] : [])].join(', ');
  }

  function kept(number: number): KeptRule {
    const found = alerts.listRules().find((one) => one.number === number);
    if (!found) throw new ProblemError(404, `There is no alert rule ${number}.`, { field: 'number' });
    return found;
  }

  return (app, _options, registered) => {
    app.get(
      '/alerts',
      {
        config: reading,
        schema: {
          tags,
          description:
            'What stands, and what is over and nobody has seen, by need: heavy before light, old before new.',
          querystring: alertsQuery,
          response: { 200: alertsAnswer },
        },
      },
      ({ query, reach }) => {
        const all = alerts.list(reach);
        const tree = new Map(units().map((one) => [one.unit, one]));
        const found = all.filter((one) => isAsked(one, query, tree)).sort(byNeed);
        return {
          alerts: found.slice(query.offset, query.offset + query.limit),
          total: found.length,
          counts: countsOf(all),
        };
      },
    );

    app.get(
      '/alerts/:number',
      {
        config: reading,
        schema: {
          tags,
          description: 'One alert and all that happened to it.',
          params,
          response: { 200: alertAnswer },
        },
      },
      ({ params: { number }, reach }) => {
        const found = alerts.find(number, reach);
        if (!found)
          throw new ProblemError(404, `There is no alert ${number} in your part of the organisation.`, {
            field: 'number',
          });
        return { ...found.alert, events: found.events.map(eventOf) };
      },
    );

    app.post(
      '/alerts/acknowledgement',
      {
        config: acting,
        schema: {
          tags,
          description: 'Somebody answers for these; what is over counts as seen, and is listed no more.',
          body: acknowledgement,
          response: { 200: actedAnswer },
        },
      },
      (request) => {
        const { alerts: numbers, comment } = request.body;
        const happening = { kind: 'acknowledged', detail: null, comment } as const;
        return act(request, numbers, happening, 'alerts_acknowledged', { note: comment });
      },
    );

    app.post(
      '/alerts/shelving',
      {
        config: acting,
        schema: {
          tags,
          description: 'Puts these aside for so many minutes; 0 brings them back.',
          body: shelving,
          response: { 200: actedAnswer },
        },
      },
      (request) => {
        const { alerts: numbers, minutes, comment } = request.body;
        const until = now() + minutes * MINUTE_MS;
        const happening =
          minutes === 0
            ? ({ kind: 'unshelved', detail: null, comment } as const)
            : ({ kind: 'shelved', detail: { until }, comment } as const);
        const after = { note: comment, ...(minutes > 0 && { until: formatInstant(until) }) };
        return act(request, numbers, happening, minutes === 0 ? 'alerts_unshelved' : 'alerts_shelved', after);
      },
    );

    app.get(
      '/alerts/silences',
      {
        config: { access: 'figures.read', place: 'narrowed' },
        schema: { tags, description: 'Silences that stand.', response: { 200: silencesAnswer } },
      },
      ({ reach }) => ({
        silences: alerts
          .silences()
          .filter(({ unit }) => reach.place === null || (unit !== null && reach.covers(unit))),
      }),
    );

    app.post(
      '/alerts/silences',
      {
        config: acting,
        schema: {
          tags,
          description:
            'Nobody is told of alerts of a rule, of a unit and what is below it, or of all, for so many minutes; they are listed all the same.',
          body: silenceRequest,
          response: { 201: silence },
        },
      },
      (request, reply) => {
        const { rule, unit } = request.body;
        if (rule !== null) rules.find(rule);
        refuseOutside(request, unit);
        const made = write(() => {
          const one = alerts.silence({ ...request.body, by: nameOf(request.principal) });
          const { ruleName, unitName, until, comment } = one;
          record(request, {
            what: 'alerts_silenced',
            subject: subjectOf(one),
            after: { rule: ruleName, unit: unitName, until, note: comment },
          });
          return one;
        });
        reply.code(201);
        return made;
      },
    );

    app.delete(
      '/alerts/silences/:number',
      {
        config: acting,
        schema: {
          tags,
          description: 'Ends a silence before its time.',
          params,
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        const { number } = request.params;
        const found = alerts.silences().find((one) => one.number === number);
        if (!found)
          throw new ProblemError(404, `There is no silence ${number} now; it may be over.`, {
            field: 'number',
          });
        refuseOutside(request, found.unit);
        write(() => {
          alerts.endSilence(number);
          record(request, {
            ...{ what: 'alerts_silence_ended', subject: subjectOf(found) },
            before: { until: found.until, note: found.comment },
          });
        });
        return reply.code(204).send();
      },
    );

    app.get('/alerts/rules', { config: managing, schema: { tags, response: { 200: rulesAnswer } } }, () => ({
      rules: alerts.listRules(),
    }));

    app.post(
      '/alerts/rules',
      { config: managing, schema: { tags, body: alertRule, response: { 201: keptRule } } },
      (request, reply) => {
        const made = write(() => {
          const one = rules.add(request.body, nameOf(request.principal));
          record(request, { what: 'alert_rule_added', subject: subjectOfRule(one), after: one.rule });
          alerts.ruleChanged(one.number);
          return one;
        });
        reply.code(201);
        return kept(made.number);
      },
    );

    app.get(
      '/alerts/rules/:number',
      {
        config: managing,
        schema: {
          tags,
          description: 'Every version of a rule, the newest first.',
          params,
          response: { 200: ruleVersions },
        },
      },
      ({ params: { number } }) => {
        const versions = rules.versions(number);
        if (versions.length === 0)
          throw new ProblemError(404, `There was never an alert rule ${number}.`, { field: 'number' });
        return {
          number,
          versions: versions.map(({ version, rule, by, at }) => ({
            version,
            rule,
            by,
            at: formatInstant(at),
          })),
        };
      },
    );

    app.put(
      '/alerts/rules/:number',
      {
        config: managing,
        schema: {
          tags,
          description:
            'A new version; what stands goes on if condition and scope stay the same, else it ends.',
          params,
          body: alertRule,
          response: { 200: keptRule },
        },
      },
      (request) => {
        const { number } = request.params;
        write(() => {
          const before = rules.find(number);
          const after = rules.change(number, request.body, nameOf(request.principal));
          const change = { before: before.rule, after: after.rule };
          record(request, { what: 'alert_rule_changed', subject: subjectOfRule(before), ...change });
          alerts.ruleChanged(number);
        });
        return kept(number);
      },
    );

    app.delete(
      '/alerts/rules/:number',
      {
        config: managing,
        schema: {
          tags,
          description: 'Takes a rule away; what stands of it ends.',
          params,
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        const { number } = request.params;
        write(() => {
          const before = rules.find(number);
          rules.remove(number, nameOf(request.principal));
          record(request, {
            what: 'alert_rule_removed',
            subject: subjectOfRule(before),
            before: before.rule,
          });
          alerts.ruleChanged(number);
        });
        return reply.code(204).send();
      },
    );

    app.post(
      '/alerts/rules/dry-run',
      {
        config: seldom,
        schema: {
          tags,
          description:
            'When a rule would have fired in the past year, by the figures as they are known now; keeps nothing.',
          body: dryRunRequest,
          response: { 200: alertDryRun },
        },
      },
      (request) => {
        const { rule, days } = request.body;
        rules.check(rule);
        return alerts.dryRun(rule, days);
      },
    );
    registered();
  };
}

/** Somebody with a part of the organisation silences within it. */
function refuseOutside({ reach }: FastifyRequest, unit: string | null): void {
  if (reach.place === null || (unit !== null && reach.covers(unit))) return;
  throw new ProblemError(
    403,
    `Name a unit within ${reach.place}: a silence of yours holds for your part of the organisation.`,
    {
      field: 'unit',
    },
  );
}

function isAsked(
  alert: Alert,
  { state, severity, rule, unit }: z.infer<typeof alertsQuery>,
  tree: ReadonlyMap<string, { parent: string | null }>,
): boolean {
  if (severity !== undefined && alert.severity !== severity) return false;
  if (rule !== undefined && alert.rule !== rule) return false;
  if (unit !== undefined && (alert.unit === null || !isWithin(alert.unit, unit, tree))) return false;
  if (state === 'shelved') return alert.shelvedUntil !== null;
  if (alert.shelvedUntil !== null) return false;
  if (state === 'unacknowledged') return isUnanswered(alert);
  return state === undefined || alert.state === state;
}

function eventOf({ at, kind, by, comment, detail }: AlertHappening) {
  const said = kind === 'escalated' ? detail.owner : kind === 'shelved' ? formatInstant(detail.until) : null;
  return { at: formatInstant(at), kind, by, comment, detail: said };
}

function subjectOf({ ruleName, unitName }: { ruleName: string | null; unitName: string | null }): string {
  return [ruleName, unitName].filter((one) => one !== null).join(' – ') || '*';
}

function subjectOfRule({ number, rule }: { number: number; rule: AlertRule }): string {
  return `${number} ${rule.name}`;
}
