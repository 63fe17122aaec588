/** Deadlines as a calendar of RFC 5545: all-day events for days, appointments for instants, in the city's time. Pure. */
import { DAY_MS, dayOf, dayStart, formatInstant, type Instant } from '../../contract/calendar.ts';
import type { KeptTask } from './taskStore.ts';

/** How long an appointment that ends at a deadline is, ms. */
const APPOINTMENT_MS = 30 * 60_000;
const ZONE = 'Asia/Ho_Chi_Minh';
/** RFC 5545 §3.1: lines longer than 75 octets, line end not counted, are folded. */
const LINE_OCTETS = 75;

export interface CalendarSetting {
  readonly name: string;
  /** What makes UIDs of this engine unlike those of another. */
  readonly domain: string;
  /** Address of the console; `null`: events lead nowhere. */
  readonly console: string | null;
}

/** Tasks without a deadline are left out. The same tasks make the same text. */
export function calendarOf(tasks: readonly KeptTask[], setting: CalendarSetting): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//IOC Wall//Tasks//VI',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(setting.name)}`,
    `X-WR-TIMEZONE:${ZONE}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'BEGIN:VTIMEZONE',
    `TZID:${ZONE}`,
    'BEGIN:STANDARD',
    // Since then the city has kept UTC+7.
    'DTSTART:19750613T000000',
    'TZOFFSETFROM:+0800',
    'TZOFFSETTO:+0700',
    'TZNAME:+07',
    'END:STANDARD',
    'END:VTIMEZONE',
    ...tasks.flatMap((task) => eventOf(task, setting)),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function eventOf(task: KeptTask, { domain, console }: CalendarSetting): string[] {
  if (task.due === null) return [];
  const page = console === null ? null : `${console}/#tasks/${task.number}`;
  return [
    'BEGIN:VEVENT',
    `UID:task-${task.number}@${domain}`,
    `SEQUENCE:${task.version - 1}`,
    `DTSTAMP:${utc(task.since)}`,
    `LAST-MODIFIED:${utc(task.since)}`,
    `CREATED:${utc(task.madeAt)}`,
    ...whenOf(task.due),
    `SUMMARY:${escaped(task.title)}`,
    ...(task.text === '' ? [] : [`DESCRIPTION:${escaped(task.text)}`]),
    ...(page === null ? [] : [`URL:${page}`]),
    `PRIORITY:${{ urgent: 1, high: 3, normal: 5, low: 9 }[task.priority]}`,
    `STATUS:${task.state === 'done' ? 'CONFIRMED' : 'TENTATIVE'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

function whenOf(due: NonNullable<KeptTask['due']>): string[] {
  if ('day' in due)
    return [
      `DTSTART;VALUE=DATE:${plain(due.day)}`,
      // The first day after it.
      `DTEND;VALUE=DATE:${plain(dayOf(dayStart(due.day) + DAY_MS))}`,
    ];
  const end = Date.parse(due.at);
  return [`DTSTART;TZID=${ZONE}:${local(end - APPOINTMENT_MS)}`, `DTEND;TZID=${ZONE}:${local(end)}`];
}

function plain(text: string): string {
  return text.replaceAll(/[-:]/g, '');
}

/** `20260331T163000` in Ho Chi Minh City. */
function local(at: Instant): string {
  return plain(formatInstant(at).slice(0, 19));
}

function utc(at: Instant): string {
  return `${plain(new Date(at).toISOString().slice(0, 19))}Z`;
}

/** TEXT of RFC 5545 §3.3.11. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll(/\r\n?|\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, ' ');
}

/** Cuts between characters, never within the bytes of one. */
function folded(line: string): string {
  const parts: string[] = [];
  let [part, octets] = ['', 0];
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LINE_OCTETS) {
      parts.push(part);
      // The space that marks the rest as such counts.
      [part, octets] = ['', 1];
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}
