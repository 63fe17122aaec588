/** Acts on tasks that the audit trail tells of, each done once for real. */
import { TASK_FIELDS } from '../../../electron/contract/tasks.ts';
import type { House } from '../house.ts';
import { unit } from '../lines.ts';
import type { Act } from './act.ts';

const UNIT = 'TASKS';
const ASSIGNEE = { unit: UNIT, person: null };

/** A unit to give tasks to; made once. */
async function withUnit(house: House): Promise<void> {
  const { units } = await house.get<{ units: { unit: string }[] }>('/units');
  if (!units.some((one) => one.unit === UNIT)) await (await house.source('tasks')).push([unit(UNIT)]);
}

async function made(house: House, given: object = {}): Promise<number> {
  await withUnit(house);
  const answer = await house.call('POST', '/tasks', { title: 'Soát hồ sơ', assignee: ASSIGNEE, ...given });
  if (answer.status !== 201) throw new Error(`/tasks answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { number: number }).number;
}

function attach(house: House, number: number): Promise<Response> {
  return house.upload(`/tasks/${number}/attachments?name=ghi-chu.txt`, Buffer.from('ghi chú'));
}

const RULE = {
  ...{ title: 'Báo cáo tuần', assignee: ASSIGNEE, time: '07:30' },
  repeat: { every: 'week', weekdays: [1] },
};
async function ruleMade(house: House): Promise<number> {
  await withUnit(house);
  return ((await (await house.call('POST', '/tasks/rules', RULE)).json()) as { id: number }).id;
}

const SYSTEM = {
  ...{ name: 'Quản lý nhiệm vụ', unit: UNIT, endpoint: null },
  wins: Object.fromEntries(TASK_FIELDS.map((field) => [field, 'last'])),
};
async function share(house: House, id: string, given: object = {}): Promise<Response> {
  await withUnit(house);
  return house.call('PUT', `/tasks/systems/${id}`, { ...SYSTEM, ...given });
}

export const TASK_CHANGES: Readonly<Record<string, Act>> = {
  'POST /api/v1/tasks': {
    ...{ kind: 'task_made', leaves: 'added' },
    async do(house) {
      await withUnit(house);
      return house.call('POST', '/tasks', { title: 'Việc mới', assignee: ASSIGNEE, due: { workingDays: 3 } });
    },
  },
  'PUT /api/v1/tasks/{number}': {
    ...{ kind: 'task_changed', leaves: 'changed' },
    do: async (house) =>
      house.call('PUT', `/tasks/${await made(house)}`, { basedOn: 1, priority: 'high', note: 'Gấp' }),
  },
  'POST /api/v1/tasks/{number}/moves': {
    ...{ kind: 'task_moved', leaves: 'changed' },
    do: async (house) =>
      house.call('POST', `/tasks/${await made(house)}/moves`, { basedOn: 1, to: 'in_progress' }),
  },
  'POST /api/v1/tasks/{number}/comments': {
    ...{ kind: 'task_commented', leaves: 'added' },
    do: async (house) => house.call('POST', `/tasks/${await made(house)}/comments`, { text: 'Đã nhận' }),
  },
  'POST /api/v1/tasks/{number}/attachments': {
    ...{ kind: 'task_attached', leaves: 'added' },
    do: async (house) => attach(house, await made(house)),
  },
  'DELETE /api/v1/tasks/{number}/attachments/{attachment}': {
    ...{ kind: 'task_detached', leaves: 'removed' },
    async do(house) {
      const number = await made(house);
      const { id } = (await (await attach(house, number)).json()) as { id: number };
      return house.call('DELETE', `/tasks/${number}/attachments/${id}`);
    },
  },
  'POST /api/v1/tasks/rules': {
    ...{ kind: 'task_rule_added', leaves: 'added' },
    async do(house) {
      await withUnit(house);
      return house.call('POST', '/tasks/rules', RULE);
    },
  },
  'PUT /api/v1/tasks/rules/{id}': {
    ...{ kind: 'task_rule_changed', leaves: 'changed' },
    do: async (house) =>
      house.call('PUT', `/tasks/rules/${await ruleMade(house)}`, { ...RULE, title: 'Khác', basedOn: 1 }),
  },
  'DELETE /api/v1/tasks/rules/{id}': {
    ...{ kind: 'task_rule_removed', leaves: 'removed' },
    do: async (house) => house.call('DELETE', `/tasks/rules/${await ruleMade(house)}`),
  },
  'PUT /api/v1/tasks/reminders': {
    ...{ kind: 'task_reminders_changed', leaves: 'changed' },
    do: (house) =>
      house.call('PUT', '/tasks/reminders', { daysBefore: 4, mail: 'lan@ioc.example', language: 'en' }),
  },
  'PUT /api/v1/tasks/escalation': {
    ...{ kind: 'task_escalation_changed', leaves: 'changed' },
    do: (house) => house.call('PUT', '/tasks/escalation', { afterDays: 7 }),
  },
  'POST /api/v1/tasks/calendar': {
    ...{ kind: 'task_calendar_made', leaves: 'added' },
    do: (house) => house.call('POST', '/tasks/calendar'),
  },
  'DELETE /api/v1/tasks/calendar': {
    ...{ kind: 'task_calendar_removed', leaves: 'removed' },
    async do(house) {
      await house.call('POST', '/tasks/calendar');
      return house.call('DELETE', '/tasks/calendar');
    },
  },
  'PUT /api/v1/tasks/systems/{system}': {
    ...{ kind: 'task_system_changed', leaves: 'changed' },
    async do(house) {
      await share(house, 'one');
      return share(house, 'one', { name: 'Tên khác' });
    },
  },
  'DELETE /api/v1/tasks/systems/{system}': {
    ...{ kind: 'task_system_removed', leaves: 'removed' },
    async do(house) {
      await share(house, 'two');
      return house.call('DELETE', '/tasks/systems/two');
    },
  },
  'PUT /api/v1/tasks/systems/{system}/tasks/{external}': {
    ...{ kind: 'task_synced', leaves: 'changed' },
    async do(house) {
      await share(house, 'three');
      const say = (said: object) =>
        house.call('PUT', '/tasks/systems/three/tasks/A-1', { at: '2026-01-01T00:00:00+07:00', ...said });
      await say({ version: 1, title: 'Việc của hệ thống kia' });
      return say({ version: 2, title: 'Việc đã đổi tên' });
    },
  },
};
export const TASK_CHANGES_NOTHING: Readonly<Record<string, string>> = {
  'PUT /api/v1/tasks/{number}/watching': 'one is told of it, and nobody else sees a difference',
  'DELETE /api/v1/tasks/{number}/watching': 'one is told of it no more',
  'POST /api/v1/tasks/notices/seen': 'marks what one has read',
};
