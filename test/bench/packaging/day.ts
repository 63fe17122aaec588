/** A day of the packaged wall in less time: as many updates and scenes as a day has, and its nightly renewal. */
import { appendFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { end } from '../../../build/rig/processes.ts';
import {
  type PerKind,
  privateMemory,
  processesOf,
  type ProcessKind,
  total,
} from '../../../build/rig/processTree.ts';
import { formatInstant } from '../../../electron/contract/calendar.ts';
import type { ScreenSettings } from '../../../electron/contract/screens.ts';
import type { ScheduleEntryRequest } from '../../../electron/contract/schedules.ts';
import { pushLines, receiptLine } from '../never-dark/pusher.ts';
import { type Point, slope } from '../never-dark/slope.ts';
import { type Administrator, signIn } from '../programs.ts';
import { percentile, report, round } from '../report.ts';
import type { Stage } from '../stage.ts';
import { startPackaged } from './running.ts';

/** One every two seconds of a day. */
const UPDATES = 43_200;
const SCENES = ['briefing', 'default', 'night', 'rotation'] as const;
const MINUTE = 60_000;
const PUSH_EVERY_MS = 250;
const LOOK_EVERY_MS = 20_000;
/** Share of the time after which caches and compiled code are taken to be there … */
const WARM = 0.25;
/** … and at which the windows are renewed: an administrator who was at work keeps it away for a quarter of an hour. */
const NIGHT = 0.75;
const KINDS: readonly ProcessKind[] = ['window', 'shell', 'graphics', 'engine', 'other'];

interface Look {
  /** Since all windows had figures, minutes. */
  readonly minute: number;
  readonly memory: PerKind;
  readonly load: number;
}

/** Time of day of an instant in Ho Chi Minh City, `HH:MM`. */
function timeOfDay(at: number): string {
  return formatInstant(at).slice(11, 16);
}

/** The schedule of a day, a minute for each of its stretches. */
async function setSchedule(admin: Administrator, from: number, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    const begins = from + minute * MINUTE;
    const entry: ScheduleEntryRequest = {
      name: `${minute}`,
      scene: SCENES[minute % SCENES.length] ?? 'default',
      enabled: true,
      from: timeOfDay(begins),
      to: timeOfDay(begins + MINUTE),
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      firstDay: null,
      lastDay: null,
      on: [],
      off: [],
      holidays: 'as_usual',
      priority: 100,
      condition: null,
    };
    await admin.post('/schedule/entries', entry);
  }
}

interface Course {
  readonly looks: readonly Look[];
  readonly acknowledged: number;
  /** Pushes that were not answered, and sent again. */
  readonly unanswered: number;
  /** Engines there were: more than one where it had to be started again. */
  readonly engines: number;
  readonly renewed: number;
}

/** Sends the day's updates and looks at the memory until the time is over. */
async function run(
  pid: number,
  engineUrl: string,
  token: string,
  minutes: number,
  file: string | undefined,
): Promise<Course> {
  const began = Date.now();
  const looks: Look[] = [];
  const seen = new Set(processesOf(pid, 'window'));
  const first = seen.size;
  const engines = new Set<number>();
  let acknowledged = 0;
  let unanswered = 0;
  let lookAt = began;
  for (let now = began; now - began < minutes * MINUTE; now = Date.now()) {
    const due = Math.min(UPDATES, Math.ceil(((now - began) / (minutes * MINUTE)) * UPDATES));
    if (due > acknowledged) {
      const lines = Array.from({ length: due - acknowledged }, (_, n) =>
        receiptLine(`day-${began}-${acknowledged + n}`),
      );
      // As a source does: what was not answered is sent again, and may turn out to be there already.
      const answer = await pushLines(engineUrl, token, lines).catch(() => null);
      if (answer === null) unanswered += 1;
      else acknowledged += answer.accepted + answer.duplicates;
    }
    if (now >= lookAt) {
      lookAt += LOOK_EVERY_MS;
      for (const window of processesOf(pid, 'window')) seen.add(window);
      for (const engine of processesOf(pid, 'engine')) engines.add(engine);
      const look = { minute: (now - began) / MINUTE, memory: privateMemory(pid), load: loadavg()[0] ?? 0 };
      looks.push(look);
      if (file !== undefined)
        appendFileSync(file, `${JSON.stringify({ at: formatInstant(now), acknowledged, ...look })}\n`);
    }
    await pause(PUSH_EVERY_MS);
  }
  return { looks, acknowledged, unanswered, engines: engines.size, renewed: seen.size - first };
}

const MINUTES_OF_A_DAY = 1440;

function tell({ looks, acknowledged, unanswered, engines, renewed }: Course, minutes: number): void {
  const span = looks.filter(({ minute }) => minute >= minutes * WARM && minute < minutes * NIGHT);
  const last = looks.filter(({ minute }) => minute >= minutes * (1 - WARM / 4));
  const mean = (of: (look: Look) => number, among: readonly Look[]) =>
    round(among.reduce((sum, look) => sum + of(look), 0) / among.length, 0);
  const loads = looks.map(({ load }) => load);
  for (const [what, of] of [
    ...KINDS.map((kind) => [kind, ({ memory }: Look) => memory[kind]] as const),
    ['all processes', ({ memory }: Look) => total(memory)] as const,
  ]) {
    const points: Point[] = span.map((look) => ({ x: look.minute, y: of(look) }));
    report({
      bench: `package, a day in ${minutes} min, private memory, ${what}`,
      value: round(slope(points) * minutes, 1),
      unit: 'MiB a day',
      ratio: null,
      baseline:
        `${mean(of, span.slice(0, 3))} MiB when warm, ${mean(of, span.slice(-3))} before the renewal, ${mean(of, last)} at the end; ` +
        `slope over ${span.length} looks; ${acknowledged} updates (${unanswered} pushes sent again, ${engines} engine), ${minutes} scenes by the schedule, ${renewed} windows renewed; ` +
        `${round(MINUTES_OF_A_DAY / minutes, 1)} times as fast as a day; load p50 ${round(percentile(loads, 0.5), 1)}, highest ${round(Math.max(...loads), 1)}`,
    });
  }
}

/**
 * Runs the packaged program through a day.
 * @param program folder of the unpacked program
 * @param minutes that the day takes; at least 40, or the renewal would be kept away by the preparations
 * @param file that every look is written to at once
 */
export async function tellDay(
  program: string,
  stage: Stage,
  minutes: number,
  file: string | undefined,
): Promise<void> {
  const wall = startPackaged(program, stage);
  try {
    await wall.until(({ figures }) => figures === stage.rig.monitors);
    const engineUrl = await wall.engineUrl;
    const admin = await signIn(engineUrl);
    const now = Date.now();
    await setSchedule(admin, now, minutes + 1);
    const screens = (await admin.get('/wall/screens')) as ScreenSettings;
    await admin.put('/wall/screens', {
      ...screens,
      renewal: { on: true, at: timeOfDay(now + minutes * NIGHT * MINUTE) },
    });
    tell(await run(wall.child.pid ?? 0, engineUrl, stage.pushToken, minutes, file), minutes);
  } finally {
    await end(wall.child);
  }
}
