/** Everything that is answered under the API's prefix. */
import type { FastifyPluginAsync, FastifyPluginCallback } from 'fastify';
import { formatInstant } from '../../contract/calendar.ts';
import {
  accountRoutes,
  administrationRoutes,
  auditRoutes,
  type Door,
  lastActAt,
  lastAudited,
  openIdRoutes,
  openIdSignInRoutes,
  roleRoutes,
  secondFactorRoutes,
  sessionRoutes,
  userRoutes,
} from '../access/index.ts';
import { adviceRoutes } from '../advice/index.ts';
import { alertRoutes } from '../alerts/index.ts';
import {
  caseRoutes,
  documentRoutes,
  figuresRoutes,
  healthRoutes,
  instantAsked,
  wayDownRoutes,
} from '../api/index.ts';
import { blankRoutes } from '../blanks/index.ts';
import { careRoutes } from '../care/index.ts';
import { clockRoutes } from '../clock/index.ts';
import { dashboardRoutes, exportRoutes, sentRoutes } from '../dashboards/index.ts';
import { deliveryRoutes } from '../deliveries/index.ts';
import { forecastRoutes } from '../forecast/index.ts';
import { imageRoutes } from '../images/index.ts';
import { interruptRoutes } from '../interrupts/index.ts';
import {
  createEditing,
  createPublishing,
  describeShown,
  editingRoutes,
  sceneRoutes,
} from '../layouts/index.ts';
import { liveRoutes } from '../live/index.ts';
import { networkRoutes } from '../network/index.ts';
import { metricsRoutes, systemRoutes } from '../observe/index.ts';
import { pastRoutes } from '../past/index.ts';
import { ProblemError } from '../problems/index.ts';
import { questionRoutes } from '../questions/index.ts';
import { scheduleRoutes } from '../schedules/index.ts';
import { timekeepingRoutes } from '../timekeeping/index.ts';
import { createTools, mcpRoutes } from '../tools/index.ts';
import { createOrders, orderRoutes, upkeepRoutes, wallRoutes } from '../wall/index.ts';
import { yearRoutes } from '../years/index.ts';
import type { FaceParts, Later } from './parts.ts';
import type { Reach } from './reach.ts';
import type { Room } from './room.ts';
import type { Live } from './telling.ts';
import type { Work } from './work.ts';

type Plugin = FastifyPluginCallback | FastifyPluginAsync;

/** An order that nobody fetches is given up after so long; a shell that has not asked for so long is away, ms. */
const ORDERS = { patience: 10_000, absent: 5_000 };

export interface Rooms {
  readonly parts: FaceParts;
  readonly reach: Reach;
  readonly room: Room;
  readonly work: Work;
  readonly live: Live;
  readonly later: Later;
}

export function routesOf(rooms: Rooms): readonly Plugin[] {
  const { parts, work } = rooms;
  return [
    healthRoutes(parts.version, () => parts.care.door.state()),
    documentRoutes(),
    ...accessRoutes(rooms),
    ...figureRoutes(rooms),
    ...wallSide(rooms),
    ...deskSide(rooms),
    ...upkeep(rooms),
    ...work.tasks.routes,
    ...work.reporting.routes,
    ...work.maps.routes,
    ...parts.sources.routes,
  ];
}

function accessRoutes({ parts, reach, later }: Rooms): Plugin[] {
  const { db, measures, sources, now } = parts;
  const { access, network } = reach;
  const administration = {
    ...{ db, now },
    hasSource: (id: string) => sources.list().some((source) => source.id === id),
    placed: (place: string | null) => refuseUnknown(place, measures.units(now())),
    issuer: () => access.openId.store.now()?.settings.issuer ?? null,
    changed: () => access.changed(),
  };
  /** Where people come, by what was set and not by what they say. */
  const origins = (door: Door['kind']) =>
    door === 'machine' ? later.url() || null : (network.reached()?.url ?? null);
  return [
    sessionRoutes(access),
    openIdSignInRoutes(access, origins),
    openIdRoutes(access, administration, origins),
    administrationRoutes(administration),
    userRoutes(administration),
    roleRoutes(administration),
    auditRoutes(administration),
    accountRoutes(access),
    secondFactorRoutes(access),
  ];
}

function figureRoutes({ parts, room, work }: Rooms): Plugin[] {
  const { db, measures, now } = parts;
  const { shownAt } = room;
  const { forecasts, questions, helped, units } = work;
  return [
    wayDownRoutes({ measures, now: shownAt }),
    caseRoutes({ db, measures, now, shownAt }),
    figuresRoutes({ measures, now: shownAt }),
    forecastRoutes(forecasts, instantAsked, shownAt, units),
    adviceRoutes({ questions, units: (at) => measures.units(at) }, shownAt),
    questionRoutes(helped.questions),
    helped.routes,
    mcpRoutes(createTools({ measures, questions, forecasts, now: shownAt }), parts.version),
  ];
}

function wallSide({ parts, reach, room, work, live }: Rooms): Plugin[] {
  const { db, now } = parts;
  const { layouts, schedule, holidays, interrupts, sending, blanks, wall, clock, past, boards } = room;
  const publishing = createPublishing(live, now);
  const editing = createEditing({
    ...{ db, layouts, publishing, now, images: work.images },
    over: (scene) => sending.over(scene),
    scheduled: (id) => schedule.entries().some(({ scene }) => scene === id),
  });
  const reportedAt = () => wall.reportedAt();
  return [
    clockRoutes({ db, clock, now }),
    sceneRoutes({ db, layouts, choose: (scene, by) => schedule.choose(scene, by), now }),
    editingRoutes(editing, publishing),
    scheduleRoutes({
      ...{ schedule, holidays, layouts, now },
      interruptAt: (at) => interrupts.at(at),
      sentAt: (at) => sending.at(at),
      playedAt: (at) => lastAudited(db, ['playback_started', 'playback_ended'], at) === 'playback_started',
    }),
    interruptRoutes(interrupts),
    imageRoutes(work.images),
    wallRoutes({
      wall,
      shown: () => describeShown(layouts.shown()),
      windows: () => live.windows(),
      standing() {
        const actedAt = lastActAt(db);
        return {
          ticks: live.ticks(),
          playing: clock.read().clock.mode === 'playback',
          actedAt: actedAt === null ? null : formatInstant(actedAt),
        };
      },
      past: () => past.order(),
      board: () => boards.order(),
      print: () => work.reporting.order(),
    }),
    blankRoutes(blanks),
    networkRoutes({
      ...{ db, now },
      ...{ network: reach.network, devices: reach.devices, pairing: reach.pairing },
      remote: () => ({
        now: formatInstant(now()),
        scene: layouts.shown().scene,
        scenes: layouts.scenes().map(({ id, title }) => ({ id, title })),
        schedule: schedule.state(),
        clock: clock.read().clock,
        interrupt: interrupts.standing(),
        blank: blanks.standing(),
        windows: live.windows(),
      }),
    }),
    orderRoutes({ db, wall, orders: createOrders(ORDERS), now }),
    pastRoutes({ ...{ db, past, now, reportedAt }, sceneAt: room.sceneAt, sourcesAt: room.sourcesAt }),
    liveRoutes(live, now),
  ];
}

function deskSide({ parts, reach, room, work }: Rooms): Plugin[] {
  const { db, measures, now } = parts;
  const { dashboards, deliveries, alerts } = work;
  return [
    dashboardRoutes(db, dashboards),
    sentRoutes({ db, dashboards, sending: room.sending }),
    exportRoutes({
      ...{ db, dashboards, now, shownAt: room.shownAt },
      exports: room.boards,
      loans: reach.access.loans,
      reportedAt: () => room.wall.reportedAt(),
    }),
    deliveryRoutes({ db, deliveries, now }),
    alertRoutes({ db, alerts, units: () => measures.units(now()), now }),
  ];
}

function upkeep({ parts, reach, work, live }: Rooms): Plugin[] {
  const { db, care, time, now } = parts;
  return [
    upkeepRoutes({ ...parts }),
    careRoutes({ db, care, now }),
    yearRoutes({ db, years: work.years, confirm: reach.access.confirm, now }),
    systemRoutes({ ...parts, live }),
    timekeepingRoutes(time),
    metricsRoutes(parts),
  ];
}

/** Refuses a place that is no unit of the organisation. */
function refuseUnknown(place: string | null, units: readonly { unit: string }[]): void {
  if (place === null || units.some(({ unit }) => unit === place)) return;
  throw new ProblemError(400, `place: there is no unit "${place}" now; ask /units for those there are.`, {
    field: 'place',
  });
}
