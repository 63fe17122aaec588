/** Reports that are made by themselves after a period ends, and mailed. What was missed while the engine was off is made up for. */
import { Cron } from 'croner';
import { dayStart, formatInstant, type Instant, yearOf } from '../../contract/calendar.ts';
import {
  type ReportSchedule,
  type ReportScheduleRequest,
  reportScheduleRequest,
} from '../../contract/reports.ts';
import { reportWords } from '../../contract/reportFace.ts';
import type { OutgoingMessage } from '../deliveries/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { FILE_TYPES, fileOf, reportFileName } from './files/files.ts';
import type { Reports, Written } from './reports.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const LOOK_MS = 30_000;
/** In whose name they are made. */
export const BY_SCHEDULE = 'schedule:reports';

export interface ReportSchedules {
  list(): ReportSchedule[];
  find(id: number): ReportSchedule | undefined;
  add(request: ReportScheduleRequest): ReportSchedule;
  change(id: number, request: ReportScheduleRequest): void;
  remove(id: number): void;
  /** Makes what is due; resolves when it is done. */
  look(): Promise<void>;
  start(): void;
  stop(): void;
}

interface Row {
  id: number;
  document: string;
  made_at: Instant;
  done: Instant | null;
  last_at: Instant | null;
  last_report: number | null;
  last_why: string | null;
}

export interface SchedulesParts {
  readonly db: WritableDB;
  readonly reports: Reports;
  readonly now: () => Instant;
  readonly put: (message: OutgoingMessage) => void;
  /** Writes down in the audit trail what was made. */
  readonly written: Written;
  readonly failed: (error: unknown) => void;
}

export function createReportSchedules(parts: SchedulesParts): ReportSchedules {
  const { db, reports, now, put } = parts;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();

  const rows = () => db.prepare<[], Row>('SELECT * FROM report_schedule ORDER BY id').all();
  const requestOf = ({ document }: Row) => reportScheduleRequest.parse(JSON.parse(document));

  function describe(row: Row): ReportSchedule {
    const request = requestOf(row);
    const next = request.enabled ? nextDue(request, Math.max(now(), row.done ?? row.made_at)) : null;
    return {
      ...request,
      id: row.id,
      nextAt: next === null ? null : formatInstant(next),
      last:
        row.last_at === null
          ? null
          : { at: formatInstant(row.last_at), report: row.last_report, why: row.last_why },
    };
  }

  async function lookOnce(): Promise<void> {
    for (const row of rows()) {
      const request = requestOf(row);
      if (!request.enabled) continue;
      for (
        let due = nextDue(request, row.done ?? row.made_at);
        due !== null && due <= now();
        due = nextDue(request, due)
      )
        await makeDue(row.id, request, due);
    }
  }

  async function makeDue(id: number, request: ReportScheduleRequest, due: Instant): Promise<void> {
    const { form, unit, mailTo } = request;
    let report: number | null = null;
    let why: string | null = null;
    try {
      const subject = { form, unit, ...periodBefore(due) };
      report = await reports.make(subject, { who: BY_SCHEDULE, comment: '' }, parts.written);
      if (mailTo.length > 0) put(await messageOf(report, mailTo));
    } catch (error) {
      // What is refused is said where the schedule is looked at; it is not tried again.
      if (!isRefusal(error)) parts.failed(error);
      why = error instanceof Error ? error.message.slice(0, 500) : String(error);
    }
    db.prepare(
      'UPDATE report_schedule SET done = ?, last_at = ?, last_report = ?, last_why = ? WHERE id = ?',
    ).run(due, now(), report, why, id);
  }

  /** The draft with its files; it says that nobody has checked it. */
  async function messageOf(id: number, mail: string[]): Promise<OutgoingMessage> {
    const { form, content, report, steps } = reports.open(id, () => new Set());
    const words = reportWords('vi');
    const subject = `${form.title.vi} – ${content.unitName} – ${content.months} tháng/${content.year}`;
    const attachments = await Promise.all(
      (['xlsx', 'docx'] as const).map(async (format) => ({
        name: reportFileName(content, format),
        type: FILE_TYPES[format],
        bytes: new Uint8Array(await fileOf({ format, form, content, report, steps, locale: 'vi' })),
      })),
    );
    const lines = [
      `${words.unsigned}.`,
      `${form.number} · ${form.title.vi}`,
      `${words.agency}: ${content.unitName}`,
      `Mở trên bàn điều khiển: #reports/${id}`,
    ];
    return {
      ...{ key: `report/${id}`, kind: 'report', to: { mail }, subject, text: lines.join('\n') },
      ...{ attachments, data: { report: id, form: form.code, unit: content.unit } },
    };
  }

  const schedules: ReportSchedules = {
    list: () => rows().map(describe),
    find: (id) =>
      rows()
        .filter((row) => row.id === id)
        .map(describe)[0],
    add(request) {
      const { lastInsertRowid } = db
        .prepare('INSERT INTO report_schedule (document, made_at) VALUES (?, ?)')
        .run(JSON.stringify(request), now());
      return rows()
        .filter(({ id }) => id === Number(lastInsertRowid))
        .map(describe)[0] as ReportSchedule;
    },
    change(id, request) {
      // What was due before the change was not asked for.
      db.prepare('UPDATE report_schedule SET document = ?, made_at = ?, done = NULL WHERE id = ?').run(
        JSON.stringify(request),
        now(),
        id,
      );
    },
    remove: (id) => void db.prepare('DELETE FROM report_schedule WHERE id = ?').run(id),
    look() {
      looking = looking.then(lookOnce).catch(parts.failed);
      return looking;
    },
    start() {
      void schedules.look();
      timer = setInterval(() => void schedules.look(), LOOK_MS);
      timer.unref();
    },
    stop: () => clearInterval(timer),
  };
  return schedules;
}

function isRefusal(error: unknown): boolean {
  return error instanceof ProblemError || (error instanceof Error && 'field' in error);
}

/** When reports are due next after an instant. */
function nextDue({ day, time, months }: ReportScheduleRequest, after: Instant): Instant | null {
  const [hour, minute] = time.split(':').map(Number);
  // The month after a period of m months from 1 October.
  const calendarMonths = months.map((m) => ((9 + m) % 12) + 1).sort((a, b) => a - b);
  const cron = new Cron(`0 ${minute} ${hour} ${day} ${calendarMonths.join(',')} *`, {
    timezone: ZONE,
    paused: true,
  });
  return cron.nextRun(new Date(after))?.getTime() ?? null;
}

/** The period that ended with the month before an instant. */
export function periodBefore(at: Instant): { year: number; months: number } {
  const end = dayStart(`${formatInstant(at).slice(0, 7)}-01`) - 1;
  const month = Number(formatInstant(end).slice(5, 7));
  return { year: yearOf(end), months: ((month + 2) % 12) + 1 };
}
