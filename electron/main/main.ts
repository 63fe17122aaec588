/** The shell: hangs the wall on the monitors, keeps the engine running, and keeps everything else out. */
import { join } from 'node:path';
import { Menu, app, session } from 'electron';
import { registerAppScheme, serveApp } from './appProtocol.ts';
import { keepAwake } from './awake.ts';
import { bindingsFile } from './bindingsFile.ts';
import { watchCovers } from './covers.ts';
import { prepareDataDir } from './dataDir.ts';
import { readSerials, watchDisplays } from './displays.ts';
import { openDoor } from './door.ts';
import { runsInside } from './engineChild.ts';
import { keepEngine } from './engineKeeper.ts';
import type { EngineKeeper } from './engineKeeper.ts';
import { EXIT } from './exits.ts';
import { openFaultLog } from './faultLog.ts';
import type { FaultLog } from './faultLog.ts';
import { hardenContents, hardenSession } from './hardening.ts';
import { startHeartbeat } from './heartbeat.ts';
import { listenForChords } from './keyboard.ts';
import { StartRefusal, readOptions } from './options.ts';
import type { Options } from './options.ts';
import { listenForOrders } from './orders.ts';
import { notePageErrors } from './pageErrors.ts';
import { carriedNode, DIST, engineProgram, refuseOpening } from './packed.ts';
import { openBoardStudio } from './boardSheets.ts';
import { openReportStudio } from './reportPrints.ts';
import { openPastStudio } from './pastPictures.ts';
import { startPulse } from './pulse.ts';
import { keepRenewing } from './renewal.ts';
import type { Use } from './renewal.ts';
import { screensFile } from './screensFile.ts';
import { setSwitches } from './switches.ts';
import { askForPairing } from './pairing.ts';
import { makeWall } from './wall.ts';
import type { Wall } from './wall.ts';

/** All that must be said before Electron is ready. */
function begin(): void {
  // A stream that nobody reads any more must not end the wall.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const given = readOptions(process.env);
  refuseOpening(DIST, (name) => app.commandLine.hasSwitch(name), process.getuid?.() === 0);
  const options = { ...given, node: given.node ?? carriedNode(DIST) };
  const dataDir = prepareDataDir(options.dataDir ?? join(app.getPath('appData'), 'ioc-wall'));
  app.setPath('userData', join(dataDir, 'profile'));
  if (!app.requestSingleInstanceLock())
    throw new StartRefusal(
      `Another wall runs on ${dataDir} already; end it first or name another folder in IOC_WALL_DATA_DIR.`,
      EXIT.alreadyRunning,
    );
  setSwitches();
  registerAppScheme();
  Menu.setApplicationMenu(null);
  const faults = openFaultLog(dataDir);
  surviveErrors(faults);
  run(options, dataDir, faults).catch((error: unknown) => {
    // Without windows there is nothing to stay for: whoever starts the wall again is told so.
    faults.add('shell_error', { error: wordsOf(error) });
    app.exit(EXIT.shell);
  });
}

async function run(options: Options, dataDir: string, faults: FaultLog): Promise<void> {
  let sentence = '';
  let use: Use = { playing: false, actedAt: null };
  const screens = screensFile(dataDir, (why) => faults.add('screens_refused', { why }));
  const serials = readSerials();
  const { promise: hung, resolve: hangs } = Promise.withResolvers<Wall>();
  // An engine inside Electron needs it ready; one under a Node of its own starts at the same time.
  if (runsInside()) await app.whenReady();
  const engine = await keepEngine(engineProgram(DIST), dataDir, options, faults, {
    ready: (greeting) => void hung.then((wall) => wall.engineReady(greeting)),
    refused: (why) => {
      sentence = why;
      void hung.then((wall) => wall.engineRefused());
    },
  });
  await app.whenReady();
  const wall = makeWall({
    preload: join(DIST, 'preload', 'wall.cjs'),
    locale: options.locale,
    faults,
    rest: options.restS * 1000,
    care: () => {
      const { orbit, dimming, viewing } = screens.now();
      return { orbit, dimming, viewing };
    },
    bindings: bindingsFile(dataDir, (why) => faults.add('bindings_refused', { why })),
  });
  const root = join(DIST, 'wall');
  serveApp(session.defaultSession, {
    root,
    locale: options.locale,
    engineUrl: engine.address,
    faultSentence: () => sentence,
    contact: () => screens.now().contact,
    restS: options.restS,
  });
  hardenSession(session.defaultSession, engine.address, faults);
  app.on('web-contents-created', (_event, contents) => {
    hardenContents(contents, faults);
    notePageErrors(contents, faults);
    const actions = {
      quit: () => app.quit(),
      identify: wall.identify,
      assign: wall.assign,
      pair: () => void askForPairing(engine.greeting, faults),
    };
    listenForChords(contents, actions, wall.move);
  });
  const preload = join(DIST, 'preload', 'wall.cjs');
  const past = openPastStudio({ preload, locale: options.locale, faults, placements: wall.placements });
  const boards = openBoardStudio({ preload, faults });
  const reports = openReportStudio({ preload, faults });
  const studios = [past, boards, reports];
  openDoor(
    {
      setting: (contents) => (studios.find((studio) => studio.owns(contents)) ?? wall).setting(contents),
      painted: wall.painted,
      trouble: wall.trouble,
      complete(contents) {
        for (const studio of studios) studio.complete(contents);
      },
    },
    faults,
  );
  hangs(wall);
  keepAwake(faults);
  await serials;
  wall.arrange();
  faults.add('wall_started', { version: app.getVersion() });
  screens.watch(wall.tellCare);
  watchDisplays(() => wall.arrange());
  const endHeartbeat = startHeartbeat({
    greeting: engine.greeting,
    report: wall.report,
    panes: wall.pictured,
    pastWanted: past.take,
    boardWanted: boards.take,
    printWanted: reports.take,
    answeringSince: engine.answeringSince,
    heard: ({ playing = false, actedAt = null }) => {
      use = { playing, actedAt: actedAt === null ? null : Date.parse(actedAt) };
    },
    hangs: engine.replace,
  });
  const endOrders = listenForOrders({
    greeting: engine.greeting,
    report: wall.report,
    carryOut: wall.carryOut,
  });
  const endCovers = watchCovers(wall.panes, faults);
  const endRenewing = keepRenewing({
    at: () => (screens.now().renewal.on ? screens.now().renewal.at : null),
    use: () => use,
    panes: wall.panes,
    faults,
  });
  const endPulse = options.pulse
    ? startPulse(() => ({
        version: app.getVersion(),
        ...wall.health(),
        engine: engine.missingSince() === null,
        refused: engine.missingSince() !== null && sentence !== '',
      }))
    : undefined;
  if (options.giveUpS !== undefined) giveUpWithout(engine, options.giveUpS, faults);
  endInOrder(engine, () => {
    faults.add('wall_ended', {});
    endPulse?.();
    endHeartbeat();
    endOrders();
    endCovers();
    endRenewing();
    screens.close();
    for (const studio of studios) studio.close();
    wall.close();
  });
}

/** Nothing modal and no sudden end: what goes wrong unforeseen is noted, and the wall stays. */
function surviveErrors(faults: FaultLog): void {
  const note = (error: unknown) => faults.add('shell_error', { error: wordsOf(error) });
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) =>
    faults.add('process_gone', { type, reason, exitCode, name }),
  );
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Ends the wall when no engine could be kept alive for `seconds`, so that whoever watches over it starts it anew. */
function giveUpWithout(engine: EngineKeeper, seconds: number, faults: FaultLog): void {
  const timer = setInterval(() => {
    const since = engine.missingSince();
    if (since === null || Date.now() - since < seconds * 1000) return;
    clearInterval(timer);
    faults.add('engine_given_up', { forS: Math.round((Date.now() - since) / 1000) });
    void engine.stop().then(() => app.exit(EXIT.engine));
  }, 1_000);
}

/** Windows go and come with the monitors, so their number ends nothing; a real end waits for the engine's. */
function endInOrder(engine: EngineKeeper, closeWindows: () => void): void {
  let ended = false;
  app.on('window-all-closed', () => {});
  app.on('before-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    closeWindows();
    void engine.stop().then(() => {
      ended = true;
      app.quit();
    });
  });
}

try {
  begin();
} catch (error) {
  if (!(error instanceof StartRefusal)) throw error;
  process.stderr.write(`${error.message}\n`, () => app.exit(error.exitCode));
}
