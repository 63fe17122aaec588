/** A notice as a letter, in its reader's language. */
import { dayOf, formatInstant } from '../../contract/calendar.ts';
import type { ReminderSettings, TaskNoticeKind } from '../../contract/taskNotices.ts';
import type { Due } from '../../contract/tasks.ts';
import type { KeptTask } from './taskStore.ts';

interface Words {
  readonly subject: Readonly<Record<TaskNoticeKind, string>>;
  readonly task: (number: number, title: string) => string;
  readonly day: (day: string) => string;
  readonly instant: (time: string, day: string) => string;
  readonly by: (who: string) => string;
  readonly note: (text: string) => string;
  readonly foot: string;
}

const WORDS: Readonly<Record<ReminderSettings['language'], Words>> = {
  vi: {
    subject: {
      assigned: 'Việc mới được giao',
      commented: 'Có ý kiến mới',
      blocked: 'Việc gặp vướng mắc',
      done: 'Việc đã làm xong, chờ xác nhận',
      sent_back: 'Việc bị trả lại',
      confirmed: 'Việc đã được xác nhận',
      cancelled: 'Việc đã huỷ',
      due_soon: 'Việc sắp đến hạn',
      overdue: 'Việc quá hạn',
      escalated: 'Việc của đơn vị cấp dưới quá hạn lâu',
    },
    task: (number, title) => `Việc số ${number}: ${title}`,
    day: (day) => `Hạn: hết ngày ${day}`,
    instant: (time, day) => `Hạn: ${time} ngày ${day}`,
    by: (who) => `Người thực hiện thao tác: ${who}`,
    note: (text) => `Ghi chú: ${text}`,
    foot: 'Thư này do IOC Wall gửi. Tắt hoặc đổi ở trang Việc cần làm › Nhắc việc.',
  },
  en: {
    subject: {
      assigned: 'A task was given to you',
      commented: 'A new comment',
      blocked: 'A task is blocked',
      done: 'A task is done and waits to be confirmed',
      sent_back: 'A task was sent back',
      confirmed: 'A task was confirmed',
      cancelled: 'A task was cancelled',
      due_soon: 'A deadline comes near',
      overdue: 'A task is overdue',
      escalated: 'A task of a unit below has been overdue for long',
    },
    task: (number, title) => `Task ${number}: ${title}`,
    day: (day) => `Due by the end of ${day}`,
    instant: (time, day) => `Due at ${time} on ${day}`,
    by: (who) => `Done by: ${who}`,
    note: (text) => `Note: ${text}`,
    foot: 'IOC Wall sends this letter. Turn it off or change it under Tasks › Reminders.',
  },
};

export interface Letter {
  readonly task: KeptTask;
  readonly kind: TaskNoticeKind;
  /** Whose act it tells of. */
  readonly by: string | null;
  /** Address of the console; `null` leaves the link out. */
  readonly console: string | null;
  readonly language: ReminderSettings['language'];
}

/** A subject of one line and a text. */
export function mailOf({ task, kind, by, console, language }: Letter): { subject: string; text: string } {
  const words = WORDS[language];
  const lines = [
    words.task(task.number, task.title),
    ...(task.due === null ? [] : [dueText(task.due, words)]),
    ...(by === null ? [] : [words.by(by)]),
    ...(task.note === null || by === null ? [] : [words.note(task.note)]),
    ...(console === null ? [] : ['', `${console}/#tasks/${task.number}`]),
    '',
    words.foot,
  ];
  const subject = `${words.subject[kind]}: ${task.title}`.replaceAll(/\p{Cc}+/gu, ' ');
  return { subject, text: `${lines.join('\n')}\n` };
}

function dueText(due: Due, words: Words): string {
  const day = (text: string) => text.split('-').reverse().join('/');
  if ('day' in due) return words.day(day(due.day));
  const at = Date.parse(due.at);
  return words.instant(formatInstant(at).slice(11, 16), day(dayOf(at)));
}
