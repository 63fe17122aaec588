/** Tasks put together: what the engine's face needs of them. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import type { UnitNode } from '../../contract/answers.ts';
import type { Instant } from '../../contract/calendar.ts';
import type { TaskBoardAnswer } from '../../contract/taskBoard.ts';
import type { WritableDB } from '../store/index.ts';
import { attachmentRoutes } from './attachmentRoutes.ts';
import { boardAt } from './board.ts';
import { createCalendars } from './calendars.ts';
import type { IsHoliday } from './deadlines.ts';
import type { Outbox } from './mailing.ts';
import { noticeRoutes } from './noticeRoutes.ts';
import { createRecurring } from './recurring.ts';
import { ruleRoutes } from './ruleRoutes.ts';
import { createSync } from './sync.ts';
import { syncRoutes } from './syncRoutes.ts';
import { type AlertTitle, taskRoutes } from './taskRoutes.ts';
import { createTasks } from './tasks.ts';
import { createTelling } from './telling.ts';
import { createWriting } from './writing.ts';

/** Recurring tasks and deadlines are looked at this often, ms. */
const LOOK_MS = 30_000;

export interface TaskCapabilityParts {
  db: WritableDB;
  now: () => Instant;
  /** The organisation at an instant. */
  unitsAt: (at: Instant) => readonly UnitNode[];
  isHoliday: IsHoliday;
  /** Where mail and webhooks go; `null`: nowhere. */
  outbox: Outbox | null;
  /** Whether webhooks can go to an endpoint of that id. */
  hasEndpoint: (id: string) => boolean;
  /** The alert of an id; `null` when there is none. */
  alert: (id: string) => AlertTitle | null;
  /** Address of the console for links; `null` while it has none. */
  console: () => string | null;
  failed: (error: unknown) => void;
}

export interface TaskCapability {
  readonly routes: readonly FastifyPluginCallbackZod[];
  /** Tasks of a unit's subtree as they stood. @throws QuestionError naming `unit` */
  board(unit: string, at: Instant): TaskBoardAnswer;
  /** Grows with every change of what `board` answers. */
  revision(): number;
  onChange(listener: () => void): void;
  /** Makes recurring tasks that are due, and tells of deadlines. */
  look(): void;
  start(): void;
  stop(): void;
}

export function createTaskCapability(parts: TaskCapabilityParts): TaskCapability {
  const { db, now, unitsAt, isHoliday, outbox, alert, failed } = parts;
  const units = () => unitsAt(now());
  const writing = createWriting(db, now);
  const telling = createTelling({ ...parts, units });
  const sync = createSync({ db, now, units, writing, outbox });
  writing.witness(telling.witness);
  writing.witness(sync.witness);
  const tasks = createTasks({
    ...{ db, now, units, isHoliday, writing },
    commented: (task, by) => telling.commented(task, by),
  });
  const recurring = createRecurring({ db, now, units, isHoliday, writing });
  const calendars = createCalendars({ ...parts, units });
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
    for (const act of [recurring.look, telling.look])
      try {
        act();
      } catch (error) {
        failed(error);
      }
  }

  return {
    routes: [
      taskRoutes({ db, tasks, alert }),
      attachmentRoutes({ db, tasks, now, changed: () => writing.changed() }),
      ruleRoutes(db, recurring),
      noticeRoutes({ db, now, calendars }),
      syncRoutes({ ...parts, sync, tasks, hasUnit: (key) => units().some(({ unit }) => unit === key) }),
    ],
    board: (unit, at) => boardAt(db, { unit, at, units: unitsAt(at), isHoliday }),
    revision: () => writing.revision(),
    onChange: (listener) => writing.onChange(listener),
    look,
    start() {
      look();
      timer ??= setInterval(look, LOOK_MS);
    },
    stop: () => clearInterval(timer),
  };
}
