/** Acts on alerts, deliveries and upkeep, each done once for real. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DATABASE_FILE } from '../../../electron/engine/store/index.ts';
import type { House } from '../house.ts';
import type { Act } from './act.ts';
import { SECRETS } from './secrets.ts';
import { call } from './steps.ts';

const mailServer = (change: object = {}) => ({
  ...{ host: '127.0.0.1', port: 1, tls: 'none', user: 'ioc', password: SECRETS.mail },
  ...{ sender: 'ioc@thads.local', senderName: 'IOC', ...change },
});

/** A receiver of webhooks, made anew. */
function receiver(house: House): Promise<{ id: string; name: string }> {
  const name = `Nơi nhận ${Date.now()}`;
  return call(house, 'POST', '/deliveries/endpoints', { name, url: 'http://127.0.0.1:1/', inner: true });
}

const alertRule = (change: object = {}) => ({
  ...{ name: `Nguồn im lặng ${Date.now()}`, severity: 'info', scope: {} },
  ...{ condition: { kind: 'freshness', source: null, limit: 5 }, ...change },
});

function rule(house: House): Promise<{ number: number }> {
  return call(house, 'POST', '/alerts/rules', alertRule());
}

/** An alert that stands: of a source that is not there any more, whose rule is an error from then on. */
async function standingAlert(house: House): Promise<number> {
  const source = `im-${Date.now()}`;
  await house.source(source);
  const condition = { kind: 'freshness', source, limit: 5 };
  const { number } = await call<{ number: number }>(house, 'POST', '/alerts/rules', alertRule({ condition }));
  await call(house, 'DELETE', `/sources/${source}`);
  for (;;) {
    const { alerts } = await house.get<{ alerts: { number: number }[] }>(`/alerts?rule=${number}`);
    if (alerts[0]) return alerts[0].number;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function silence(house: House): Promise<{ number: number }> {
  return call(house, 'POST', '/alerts/silences', { rule: null, unit: null, minutes: 5, comment: 'bảo trì' });
}

/** A delivery that was given up. */
async function givenUp(house: House): Promise<number> {
  const db = new Database(join(house.dataDir, DATABASE_FILE));
  const made = db
    .prepare(
      `INSERT INTO delivery (key, kind, way, receiver, message_id, subject, content, state, made_at, ended_at, fault)
       VALUES ('thử', 'alert', 'webhook', 'đã bỏ', 'm', 'Thử', '{"text":""}', 'given_up', 1, 1, 'endpoint_gone')`,
    )
    .run();
  db.close();
  return Number(made.lastInsertRowid);
}

export const ALERTS_CHANGES: Readonly<Record<string, Act>> = {
  'POST /api/v1/alerts/rules': {
    ...{ kind: 'alert_rule_added', leaves: 'added' },
    do: (house) => house.call('POST', '/alerts/rules', alertRule()),
  },
  'PUT /api/v1/alerts/rules/{number}': {
    ...{ kind: 'alert_rule_changed', leaves: 'changed' },
    async do(house) {
      const { number } = await rule(house);
      const hours = { from: '07:30', to: '17:00', weekdays: [1, 2] };
      const escalate = { afterMinutes: 5, mail: ['an@thads.local'] };
      const changed = alertRule({ severity: 'warning', hours, escalate, forMinutes: 3, noData: 'alert' });
      return house.call('PUT', `/alerts/rules/${number}`, changed);
    },
  },
  'DELETE /api/v1/alerts/rules/{number}': {
    ...{ kind: 'alert_rule_removed', leaves: 'removed' },
    do: async (house) => house.call('DELETE', `/alerts/rules/${(await rule(house)).number}`),
  },
  'POST /api/v1/alerts/acknowledgement': {
    ...{ kind: 'alerts_acknowledged', leaves: 'added' },
    async do(house) {
      const alerts = [await standingAlert(house)];
      return house.call('POST', '/alerts/acknowledgement', { alerts, comment: 'đang xem' });
    },
  },
  'POST /api/v1/alerts/shelving': {
    ...{ kind: 'alerts_shelved', leaves: 'added' },
    async do(house) {
      const alerts = [await standingAlert(house)];
      return house.call('POST', '/alerts/shelving', { alerts, minutes: 5, comment: 'để sau' });
    },
  },
  'POST /api/v1/alerts/silences': {
    ...{ kind: 'alerts_silenced', leaves: 'added' },
    do: (house) =>
      house.call('POST', '/alerts/silences', { rule: null, unit: null, minutes: 5, comment: 'bảo trì' }),
  },
  'DELETE /api/v1/alerts/silences/{number}': {
    ...{ kind: 'alerts_silence_ended', leaves: 'removed' },
    do: async (house) => house.call('DELETE', `/alerts/silences/${(await silence(house)).number}`),
  },
  'PUT /api/v1/deliveries/mail': {
    ...{ kind: 'mail_set', leaves: 'changed' },
    async do(house) {
      await call(house, 'PUT', '/deliveries/mail', mailServer());
      return house.call('PUT', '/deliveries/mail', mailServer({ senderName: 'Trung tâm' }));
    },
  },
  'DELETE /api/v1/deliveries/mail': {
    ...{ kind: 'mail_removed', leaves: 'removed' },
    async do(house) {
      await call(house, 'PUT', '/deliveries/mail', mailServer());
      return house.call('DELETE', '/deliveries/mail');
    },
  },
  'POST /api/v1/deliveries/endpoints': {
    ...{ kind: 'endpoint_added', leaves: 'added' },
    do: (house) =>
      house.call('POST', '/deliveries/endpoints', { name: 'Nơi nhận', url: 'https://nhan.thads.local/' }),
  },
  'PUT /api/v1/deliveries/endpoints/{id}': {
    ...{ kind: 'endpoint_changed', leaves: 'changed' },
    async do(house) {
      const { id, name } = await receiver(house);
      const url = 'https://nhan.thads.local/khac';
      return house.call('PUT', `/deliveries/endpoints/${id}`, { name: `${name} khác`, url });
    },
  },
  'DELETE /api/v1/deliveries/endpoints/{id}': {
    ...{ kind: 'endpoint_removed', leaves: 'removed' },
    do: async (house) => house.call('DELETE', `/deliveries/endpoints/${(await receiver(house)).id}`),
  },
  'POST /api/v1/deliveries/endpoints/{id}/secret': {
    ...{ kind: 'endpoint_secret_made', leaves: 'added' },
    do: async (house) => house.call('POST', `/deliveries/endpoints/${(await receiver(house)).id}/secret`),
  },
  'POST /api/v1/deliveries/{number}/retry': {
    ...{ kind: 'delivery_retried', leaves: 'changed' },
    do: async (house) => house.call('POST', `/deliveries/${await givenUp(house)}/retry`),
  },
  'PUT /api/v1/system/care': {
    ...{ kind: 'care_changed', leaves: 'changed' },
    do: (house) =>
      house.call('PUT', '/system/care', {
        ...{ backupSchedule: '0 */4 * * *', backupsKept: 12, backupDays: 30 },
        ...{ reserveMib: 128, keepLinesYears: 3 },
      }),
  },
};
