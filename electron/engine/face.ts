/** The engine's face: access, wall, layouts and live connection over a store and its figures, behind one server. */
import type { FastifyInstance, FastifyPluginAsync, FastifyPluginCallback } from 'fastify';
import type { Logger } from 'pino';
import type { SourceHealth } from '../contract/answers.ts';
import { formatInstant, type Instant } from '../contract/calendar.ts';
import {
  accountRoutes,
  administrationRoutes,
  auditRoutes,
  createAccessControl,
  type Door,
  lastActAt,
  lastAudited,
  openIdRoutes,
  openIdSignInRoutes,
  roleRoutes,
  secondFactorRoutes,
  sessionRoutes,
  userRoutes,
  WHOLE,
} from './access/index.ts';
import {
  caseRoutes,
  consoleRoutes,
  answerUnreadable,
  createServer,
  documentRoutes,
  figuresRoutes,
  wayDownRoutes,
  healthRoutes,
  instantAsked,
  type RouteTable,
} from './api/index.ts';
import { adviceRoutes } from './advice/index.ts';
import { alertRoutes, createAlerts, readStartingRules } from './alerts/index.ts';
import { blankRoutes, createBlanks } from './blanks/index.ts';
import { type Care, careRoutes } from './care/index.ts';
import { clockRoutes, createDataClock } from './clock/index.ts';
import {
  createBoardExports,
  createDashboards,
  createSending,
  dashboardRoutes,
  exportRoutes,
  readTemplates,
  sentRoutes,
} from './dashboards/index.ts';
import { createForecasts, forecastRoutes, readShifts } from './forecast/index.ts';
import { createDeliveries, deliveryRoutes } from './deliveries/index.ts';
import { createInterrupts, interruptRoutes } from './interrupts/index.ts';
import {
  createEditing,
  createLayouts,
  createPublishing,
  describeShown,
  editingRoutes,
  sceneRoutes,
  watchDocuments,
} from './layouts/index.ts';
import { helpedQuestions } from './languageModel/index.ts';
import { createLive, liveRoutes } from './live/index.ts';
import { createMapsRoom } from './maps/index.ts';
import type { Measures } from './measures/index.ts';
import { createDevices, createNetwork, createPairing, networkRoutes } from './network/index.ts';
import { metricsRoutes, type Observe, systemRoutes } from './observe/index.ts';
import { ProblemError } from './problems/index.ts';
import { createQuestions, questionRoutes } from './questions/index.ts';
import { createReporting } from './reports/index.ts';
import { createSchedule, readHolidays, scheduleRoutes } from './schedules/index.ts';
import { saysDamaged, type WritableDB } from './store/index.ts';
import { createTaskCapability } from './tasks/index.ts';
import { type Timekeeping, timekeepingRoutes } from './timekeeping/index.ts';
import { createPastPictures, createSourceHistory, pastRoutes } from './past/index.ts';
import { createOrders, createWall, orderRoutes, upkeepRoutes, wallRoutes } from './wall/index.ts';
import { createTools, mcpRoutes } from './tools/index.ts';
import { createYears, yearRoutes } from './years/index.ts';

const PREFIX = '/api/v1';
/** A reading of the data clock that is further behind is of the past, ms. */
const BEHIND_MS = 5_000;

export interface FaceParts {
  db: WritableDB;
  measures: Measures;
  sources: {
    list(): SourceHealth[];
    /** Calls the listener after figures or the sources' health changed. */
    onChange(listener: () => void): void;
    /** The capability's own routes, registered under the API's prefix. */
    routes: readonly (FastifyPluginCallback | FastifyPluginAsync)[];
  };
  care: Care;
  observe: Observe;
  time: Timekeeping;
  assets: string;
  dataDir: string;
  consoleFolder: string;
  wallToken: string;
  version: string;
  now: () => Instant;
  log: Logger;
}

export interface Face {
  app: FastifyInstance;
  routes: RouteTable;
  /** Starts to answer, and says under which address. */
  listen(host: string, port: number): Promise<string>;
  setupCode(): string | null;
  close(): Promise<void>;
}

/** Throws `DocumentError` when the layouts are wrong and there are no good ones to fall back on. */
export async function createFace(parts: FaceParts): Promise<Face> {
  const { db, measures, sources, care, observe, time, now, log } = parts;
  let url = '';

  const access = createAccessControl(db, parts.dataDir, now);
  const { setup } = access;
  const layouts = createLayouts({ ...parts, warn: (sentence) => log.error(sentence) });
  const holidays = readHolidays(parts.assets, parts.dataDir);
  if (holidays.fault !== null) log.error(holidays.fault);
  const schedule = createSchedule({
    db,
    layouts,
    holidays,
    measures,
    sources: () => sources.list(),
    now,
    failed: (err) => log.error({ err }, 'the schedule could not be followed'),
  });
  const interrupts = createInterrupts(db, now);
  const sending = createSending(db, now);
  const blanks = createBlanks(db, now);
  const devices = createDevices(db, now);
  const network = createNetwork({
    db,
    dataDir: parts.dataDir,
    now,
    warn: (sentence) => log.warn(sentence),
    // Asked from the first request of the network on, long after the server was made.
    answering: {
      request: (request, response) => app.routing(request, response),
      upgrade: (request, socket, head) => void app.server.emit('upgrade', request, socket, head),
      unreadable: answerUnreadable,
    },
  });
  const pairing = createPairing(() => network.reached(), now);
  const wall = createWall(now);
  const clock = createDataClock({
    db,
    now,
    sources: () => sources.list(),
    failed: (err) => log.error({ err }, 'where the clock stands could not be kept'),
  });
  const history = createSourceHistory({
    db,
    now,
    sources: () => sources.list(),
    failed: (err) => log.error({ err }, 'how the sources stand could not be written down'),
  });
  const past = createPastPictures(now);
  const boards = createBoardExports(now);
  const deliveries = createDeliveries({
    db,
    dataDir: parts.dataDir,
    now,
    failed: (err) => log.error({ err }, 'a delivery could not be kept'),
  });
  const sceneAt = (at: Instant) => sending.overAt(layouts.sceneAt(at), at);
  const sourcesAt = (at: Instant) => history.at(at) ?? sources.list();
  const forecasts = createForecasts({
    db,
    measures,
    now,
    daysOff: new Set(holidays.nameOf.keys()),
    shifts: readShifts(parts.assets, (sentence) => log.error(sentence)),
    ask: (query) => questions.ask({ query }, WHOLE, now()),
    failed: (err) => log.error({ err }, 'forecasts could not be made'),
  });
  const questions = createQuestions({
    beyond: {
      forecast: (question) => forecasts.of(question),
      anomalies: (units) => forecasts.anomalies(units),
      alerts(unit, at) {
        const sight = { covers: () => true, place: unit };
        const { counts } = alerts.board(sight, { unit, limit: 1 }, pastOnly(at));
        const { critical, warning, info, unacknowledged } = counts;
        return { open: critical + warning + info, pressing: unacknowledged };
      },
      tasks(unit, at) {
        const { pending, overdue } = tasks.board(unit, at);
        return { open: pending, pressing: overdue };
      },
    },
    measures,
    sources: () => sources.list(),
    now: () => clock.read().at,
    assets: parts.assets,
    warn: (sentence) => log.error(sentence),
  });
  /** An instant of playback; what stands now is told as it stands. */
  const pastOnly = (at: Instant) => (at < now() - BEHIND_MS ? at : undefined);
  const alerts = createAlerts({
    db,
    measures,
    sources: () => sources.list(),
    sourcesAt,
    deliveries,
    isHoliday: (day) => holidays.nameOf.has(day),
    landing: (indicator, unit, at) => forecasts.landing(indicator, unit, at)?.probability ?? null,
    starting: readStartingRules(parts.assets, (sentence) => log.error(sentence)),
    now,
    failed: (err) => log.error({ err }, 'alerts could not be looked at'),
  });
  const maps = createMapsRoom({
    db,
    assets: parts.assets,
    units: () => measures.units(clock.read().at),
    now,
    warn: (sentence) => log.error(sentence),
    changed: () => live.changed(),
  });
  const tasks = createTaskCapability({
    db,
    now,
    unitsAt: (at) => measures.units(at),
    isHoliday: (day) => holidays.nameOf.has(day),
    outbox: { put: (message) => deliveries.put({ ...message, kind: 'task' }) },
    hasEndpoint: (id) => deliveries.ways().endpoints.some((one) => one.id === id),
    alert: (id) => alerts.titleOf(id),
    console: () => network.reached()?.url ?? (url || null),
    failed: (err) => log.error({ err }, 'tasks could not be looked at'),
  });
  const live = createLive({
    measures,
    asked: {
      forecast: (question) => forecasts.of(question),
      question: (text, reach, at) => questions.ask({ text }, reach, at),
    },
    maps,
    tasks: (unit, at) => tasks.board(unit, at),
    alerts: (query, at, reach) => alerts.board(reach, query, pastOnly(at)),
    revision: () => tasks.revision() + alerts.revision(),
    clock,
    holidays: () => holidays.file.days,
    sources: () => sources.list(),
    // Played, the record shows what was sent then; what is sent now comes back with the present.
    scene: ({ at, clock: { mode } }) =>
      mode === 'live' ? sending.over(layouts.scene()) : sending.overAt(layouts.restingAt(at), at),
    bare: (scene) => sending.bare(scene),
    interrupt: () => interrupts.standing(),
    blank: () => blanks.standing(),
    pairing: () => pairing.shown(),
    past: { scene: sceneAt, sources: sourcesAt, interrupt: (at) => interrupts.at(at) },
    setup: () => {
      const code = setup.code();
      return code === null ? null : { url, code };
    },
    holds: (who) => access.holds(who),
    notices: () => care.notices.standing(),
    ticked: (ms) => observe.tick(ms),
    failed(err, query) {
      if (saysDamaged(err)) care.damaged(String(err));
      log.error({ err, query }, 'a live question failed');
    },
  });
  sources.onChange(() => live.changed());
  tasks.onChange(() => live.changed());
  care.notices.join(time);
  care.notices.join({ ...network, acknowledge: () => false });
  care.notices.onChange(() => live.changed());
  observe.sources(() => sources.list());
  observe.read([
    {
      name: 'ioc_wall_clock_ahead_seconds',
      help: "How far the engine's time is ahead of the machine's clock, which was set back",
      value: () => time.aheadS(),
    },
    {
      name: 'ioc_wall_clock_synchronised',
      help: "1 when a time server keeps the machine's clock, 0 when none does, -1 when the system does not say",
      value: () => ({ yes: 1, no: 0, unknown: -1 })[time.synchronised()],
    },
    {
      name: 'ioc_wall_clock_faults',
      help: 'Faults of clocks that stand and nobody has acknowledged',
      value: () => time.notices().length,
    },
    { name: 'ioc_wall_live_subscribers', help: 'Live connections', value: () => live.subscribers() },
    {
      name: 'ioc_wall_live_questions',
      help: 'Different questions asked live',
      value: () => live.questions(),
    },
  ]);
  layouts.onShow((publication) => live.show(publication));
  interrupts.onChange(() => live.changed());
  sending.onChange(() => live.show());
  blanks.onChange(() => live.changed());
  alerts.onChange(() => live.changed());
  pairing.onChange(() => live.show());
  network.onChange(() => live.show());
  setup.onDone(() => live.show());
  access.onChange(() => live.recheck());

  const publishing = createPublishing(live, now);
  const editing = createEditing({
    db,
    layouts,
    publishing,
    over: (scene) => sending.over(scene),
    scheduled: (id) => schedule.entries().some(({ scene }) => scene === id),
    now,
  });
  let endWatching: () => void = () => undefined;
  const units = () => measures.units(clock.read().at);
  const years = createYears({
    db,
    measures,
    sources: () => sources.list(),
    program: parts.version,
    now,
  });
  const dashboards = createDashboards({
    db,
    now,
    units,
    templates: readTemplates(parts.assets, (sentence) => log.error(sentence)),
  });
  const reporting = createReporting({
    ...parts,
    confirm: access.confirm,
    put: (message) => deliveries.put(message),
    reportedAt: () => wall.reportedAt(),
    failed: (err) => log.error({ err }, 'a report could not be made by itself'),
  });
  const administration = {
    db,
    now,
    hasSource: (id: string) => sources.list().some((source) => source.id === id),
    placed: (place: string | null) => refuseUnknown(place, measures.units(now())),
    issuer: () => access.openId.store.now()?.settings.issuer ?? null,
    changed: () => access.changed(),
  };
  /** Where people come, by what was set and not by what they say. */
  const origins = (door: Door['kind']) =>
    door === 'machine' ? url || null : (network.reached()?.url ?? null);
  const { app, routes } = await createServer({
    ...parts,
    units,
    loans: access.loans,
    device: devices.use,
    log,
  });
  watch(app, care, observe);
  const shown = () => describeShown(layouts.shown());
  const standing = () => {
    const actedAt = lastActAt(db);
    return {
      ticks: live.ticks(),
      playing: clock.read().clock.mode === 'playback',
      actedAt: actedAt === null ? null : formatInstant(actedAt),
    };
  };
  const helped = helpedQuestions({
    ...parts,
    questions,
    shownAt: () => clock.read().at,
    failed: (sentence) => log.warn({ sentence }, 'the language model did not help'),
  });
  const plugins = [
    healthRoutes(parts.version, () => care.door.state()),
    documentRoutes(),
    sessionRoutes(access),
    openIdSignInRoutes(access, origins),
    openIdRoutes(access, administration, origins),
    administrationRoutes(administration),
    userRoutes(administration),
    roleRoutes(administration),
    auditRoutes(administration),
    accountRoutes(access),
    secondFactorRoutes(access),
    wayDownRoutes({ measures, now: () => clock.read().at }),
    caseRoutes({ db, measures, now, shownAt: () => clock.read().at }),
    figuresRoutes({ measures, now: () => clock.read().at }),
    forecastRoutes(forecasts, instantAsked, () => clock.read().at, units),
    adviceRoutes({ questions, units: (at) => measures.units(at) }, () => clock.read().at),
    questionRoutes(helped.questions),
    helped.routes,
    mcpRoutes(createTools({ measures, questions, forecasts, now: () => clock.read().at }), parts.version),
    clockRoutes({ db, clock, now }),
    sceneRoutes({ db, layouts, choose: (scene, by) => schedule.choose(scene, by), now }),
    editingRoutes(editing, publishing),
    scheduleRoutes({
      schedule,
      holidays,
      layouts,
      now,
      interruptAt: (at) => interrupts.at(at),
      sentAt: (at) => sending.at(at),
      playedAt: (at) => lastAudited(db, ['playback_started', 'playback_ended'], at) === 'playback_started',
    }),
    interruptRoutes(interrupts),
    dashboardRoutes(db, dashboards),
    sentRoutes({ db, dashboards, sending }),
    ...tasks.routes,
    exportRoutes({
      db,
      dashboards,
      exports: boards,
      loans: access.loans,
      now,
      shownAt: () => clock.read().at,
      reportedAt: () => wall.reportedAt(),
    }),
    wallRoutes({
      wall,
      shown,
      windows: () => live.windows(),
      standing,
      past: () => past.order(),
      board: () => boards.order(),
      print: () => reporting.order(),
    }),
    blankRoutes(blanks),
    networkRoutes({
      db,
      network,
      devices,
      pairing,
      now,
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
    orderRoutes({ db, wall, orders: createOrders({ patience: 10_000, absent: 5_000 }), now }),
    pastRoutes({ db, past, now, reportedAt: () => wall.reportedAt(), sceneAt, sourcesAt }),
    upkeepRoutes({ ...parts }),
    liveRoutes(live, now),
    careRoutes({ db, care, now }),
    ...reporting.routes,
    yearRoutes({ db, years, confirm: access.confirm, now }),
    systemRoutes({ ...parts, live }),
    timekeepingRoutes(time),
    deliveryRoutes({ db, deliveries, now }),
    alertRoutes({ db, alerts, units: () => measures.units(now()), now }),
    metricsRoutes(parts),
    ...maps.routes,
    ...sources.routes,
  ];
  for (const plugin of plugins) await app.register(plugin, { prefix: PREFIX });
  // Also where monitoring looks for it first.
  await app.register(healthRoutes(parts.version, () => care.door.state()));
  await app.register(metricsRoutes(parts));
  await app.register(consoleRoutes(parts.consoleFolder));
  await app.ready();

  return {
    app,
    routes,
    async listen(host, port) {
      url = await app.listen({ host, port });
      clock.start();
      endWatching = watchDocuments([parts.assets, parts.dataDir], () => layouts.reread());
      schedule.start();
      history.start();
      forecasts.start();
      deliveries.start();
      reporting.start();
      alerts.start();
      tasks.start();
      await network.start();
      return url;
    },
    setupCode: () => setup.code(),
    async close() {
      endWatching();
      live.stop();
      pairing.end();
      await network.stop();
      clock.stop();
      schedule.stop();
      history.stop();
      alerts.stop();
      await forecasts.stop();
      await deliveries.stop();
      reporting.stop();
      tasks.stop();
      await app.close();
    },
  };
}

/** Refuses a place that is no unit of the organisation. */
function refuseUnknown(place: string | null, units: readonly { unit: string }[]): void {
  if (place === null || units.some(({ unit }) => unit === place)) return;
  throw new ProblemError(400, `place: there is no unit "${place}" now; ask /units for those there are.`, {
    field: 'place',
  });
}

/** What every request is looked at for, whoever answers it. */
function watch(app: FastifyInstance, care: Care, observe: Observe): void {
  // Before the body is read: a source hears at once that it must wait.
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.access === 'source') care.door.check();
  });
  app.addHook('onError', async (_request, _reply, error) => {
    if (saysDamaged(error)) care.damaged(error.message);
  });
  app.addHook('onResponse', async (request, reply) => {
    observe.answered(request.routeOptions.url ?? 'none', request.method, reply.statusCode, reply.elapsedTime);
  });
}
