/** The shell: hangs the wall on the monitors, keeps the engine running, and keeps everything else out. */
import { join } from 'node:path';
import { Menu, app, powerSaveBlocker, session } from 'electron';
import { registerAppScheme, serveApp } from './appProtocol.ts';
import { bindingsFile } from './bindingsFile.ts';
import { prepareDataDir } from './dataDir.ts';
import { watchDisplays } from './displays.ts';
import { openDoor } from './door.ts';
import { runsInside } from './engineChild.ts';
import { keepEngine } from './engineKeeper.ts';
import type { EngineKeeper } from './engineKeeper.ts';
import { openFaultLog } from './faultLog.ts';
import type { FaultLog } from './faultLog.ts';
import { hardenContents, hardenSession } from './hardening.ts';
import { startHeartbeat } from './heartbeat.ts';
import { identifyMonitors } from './identify.ts';
import { listenForChords } from './keyboard.ts';
import { StartRefusal, readOptions } from './options.ts';
import type { Options } from './options.ts';
import { notePageErrors } from './pageErrors.ts';
import { makePastPictures } from './pastPictures.ts';
import { SILENCE, SILENCE_IN_SOFTWARE } from './paintWatch.ts';
import { drawsInSoftware, setSwitches } from './switches.ts';
import { makeWall } from './wall.ts';
import type { Wall } from './wall.ts';

/** Exit code: another wall runs on the same data. */
const ALREADY_RUNNING = 75;
/** Folder of everything built. */
const DIST = join(import.meta.dirname, '..');

/** All that must be said before Electron is ready. */
function begin(): void {
  // A stream that nobody reads any more must not end the wall.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const options = readOptions(process.env);
  const dataDir = prepareDataDir(options.dataDir ?? join(app.getPath('appData'), 'ioc-wall'));
  app.setPath('userData', join(dataDir, 'profile'));
  if (!app.requestSingleInstanceLock())
    throw new StartRefusal(
      `Another wall runs on ${dataDir} already; end it first or name another folder in IOC_WALL_DATA_DIR.`,
      ALREADY_RUNNING,
    );
  setSwitches();
  registerAppScheme();
  Menu.setApplicationMenu(null);
  const faults = openFaultLog(dataDir);
  surviveErrors(faults);
  void run(options, dataDir, faults);
}

async function run(options: Options, dataDir: string, faults: FaultLog): Promise<void> {
  let sentence = '';
  const { promise: hung, resolve: hangs } = Promise.withResolvers<Wall>();
  // An engine inside Electron needs it ready; one under a Node of its own starts at the same time.
  if (runsInside()) await app.whenReady();
  const engine = await keepEngine(join(DIST, 'engine', 'main.mjs'), dataDir, options, faults, {
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
    silence: drawsInSoftware() ? SILENCE_IN_SOFTWARE : SILENCE,
    bindings: bindingsFile(dataDir, (why) => faults.add('bindings_refused', { why })),
  });
  const root = join(DIST, 'wall');
  serveApp(session.defaultSession, {
    root,
    locale: options.locale,
    engineUrl: engine.address,
    faultSentence: () => sentence,
  });
  hardenSession(session.defaultSession, engine.address, faults);
  app.on('web-contents-created', (_event, contents) => {
    hardenContents(contents, faults);
    notePageErrors(contents, faults);
    listenForChords(contents, {
      quit: () => app.quit(),
      identify: () => identifyMonitors(wall.placements()),
    });
  });
  const past = makePastPictures({
    preload: join(DIST, 'preload', 'wall.cjs'),
    locale: options.locale,
    faults,
    placements: wall.placements,
  });
  openDoor(
    {
      setting: (contents) => (past.owns(contents) ? past.setting(contents) : wall.setting(contents)),
      painted: wall.painted,
      complete: past.complete,
    },
    faults,
  );
  hangs(wall);
  powerSaveBlocker.start('prevent-display-sleep');
  wall.arrange();
  watchDisplays(() => wall.arrange());
  const endHeartbeat = startHeartbeat({
    greeting: engine.greeting,
    report: () => ({ monitors: wall.monitors() }),
    panes: wall.panes,
    pastWanted: past.take,
    unanswered: engine.replace,
  });
  endInOrder(engine, () => {
    endHeartbeat();
    past.close();
    wall.close();
  });
}

/** Nothing modal and no sudden end: what goes wrong unforeseen is noted, and the wall stays. */
function surviveErrors(faults: FaultLog): void {
  const note = (error: unknown) =>
    faults.add('shell_error', {
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) =>
    faults.add('process_gone', { type, reason, exitCode, name }),
  );
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
