/** What the engine's API says of tasks. */
import { valuesAnswer } from '../../../electron/contract/answers.ts';
import {
  calendarMade,
  calendarState,
  type CalendarState,
  type ReminderSettings,
  reminderSettings,
  type TaskNoticesAnswer,
  taskNoticesAnswer,
} from '../../../electron/contract/taskNotices.ts';
import {
  type TaskRule,
  taskRuleKept,
  type TaskRuleKept,
  taskRulesAnswer,
} from '../../../electron/contract/taskRules.ts';
import {
  type AssigneesAnswer,
  assigneesAnswer,
  type Attachment,
  attachment,
  historyAnswer,
  type NewTask,
  type PrefillAnswer,
  prefillAnswer,
  type Task,
  task,
  type TaskChange,
  type TaskHistory,
  type TaskMove,
  type TasksAnswer,
  tasksAnswer,
} from '../../../electron/contract/tasks.ts';
import { nothing } from '../api.ts';
import { BASE, call } from '../call.ts';

const NAME_MOST = 200;

export const tasks = {
  list: (query: string): Promise<TasksAnswer> => call('GET', `/tasks?${query}`, tasksAnswer),
  open: (number: number): Promise<Task> => call('GET', `/tasks/${number}`, task),
  make: (asked: NewTask): Promise<Task> => call('POST', '/tasks', task, asked),
  change: (number: number, change: TaskChange): Promise<Task> =>
    call('PUT', `/tasks/${number}`, task, change),
  move: (number: number, move: TaskMove): Promise<Task> => call('POST', `/tasks/${number}/moves`, task, move),
  comment: (number: number, text: string): Promise<Task> =>
    call('POST', `/tasks/${number}/comments`, task, { text }),
  watch: (number: number, on: boolean): Promise<Task> =>
    call(on ? 'PUT' : 'DELETE', `/tasks/${number}/watching`, task),
  history: (number: number): Promise<TaskHistory> => call('GET', `/tasks/${number}/history`, historyAnswer),
  attach: (number: number, file: File): Promise<Attachment> => {
    const name = encodeURIComponent(file.name.slice(-NAME_MOST) || '?');
    return call('POST', `/tasks/${number}/attachments?name=${name}`, attachment, file);
  },
  detach: (number: number, id: number) => call('DELETE', `/tasks/${number}/attachments/${id}`, nothing),
  assignees: (): Promise<AssigneesAnswer> => call('GET', '/tasks/assignees', assigneesAnswer),
  fromAlert: (alert: string): Promise<PrefillAnswer> =>
    call('GET', `/tasks/prefill?alert=${encodeURIComponent(alert)}`, prefillAnswer),
  /** A figure as it was at an instant. */
  figure: async (indicator: string, unit: string, at: string) => {
    const asked = new URLSearchParams({ unit, at, indicators: indicator });
    const { year, values } = await call('GET', `/values?${asked.toString()}`, valuesAnswer);
    return { year, value: values[indicator] ?? null };
  },
  notices: (): Promise<TaskNoticesAnswer> => call('GET', '/tasks/notices', taskNoticesAnswer),
  seen: (upTo: number): Promise<TaskNoticesAnswer> =>
    call('POST', '/tasks/notices/seen', taskNoticesAnswer, { upTo }),
  reminders: (): Promise<ReminderSettings> => call('GET', '/tasks/reminders', reminderSettings),
  remind: (chosen: ReminderSettings): Promise<ReminderSettings> =>
    call('PUT', '/tasks/reminders', reminderSettings, chosen),
  calendar: (): Promise<CalendarState> => call('GET', '/tasks/calendar', calendarState),
  makeCalendar: () => call('POST', '/tasks/calendar', calendarMade),
  removeCalendar: () => call('DELETE', '/tasks/calendar', nothing),
  rules: async (): Promise<TaskRuleKept[]> => (await call('GET', '/tasks/rules', taskRulesAnswer)).rules,
  addRule: (rule: TaskRule): Promise<TaskRuleKept> => call('POST', '/tasks/rules', taskRuleKept, rule),
  saveRule: (id: number, rule: TaskRule, basedOn: number): Promise<TaskRuleKept> =>
    call('PUT', `/tasks/rules/${id}`, taskRuleKept, { ...rule, basedOn }),
  removeRule: (id: number) => call('DELETE', `/tasks/rules/${id}`, nothing),
};

/** Address of a task's file. */
export function attachmentAddress(number: number, id: number): string {
  return `${BASE}/tasks/${number}/attachments/${id}`;
}
