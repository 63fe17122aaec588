import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../bootstrap/failure.mjs';
import { finish, isThere } from '../runtime/command.ts';
import { end, startApart } from './processes.ts';
import { type Server, startXorg, startXvfb } from './server.ts';
import { MODES, MONITORS, OUTPUTS, type Size, timingOf } from './sizes.ts';

/** A monitor of any size at any place, px. */
export interface Laid {
  readonly width: number;
  readonly height: number;
  readonly x: number;
  readonly y: number;
}

/** A wall of monitors in memory. Monitors are numbered from 0, left to right. */
export interface Rig {
  /** Value for DISPLAY. */
  readonly display: string;
  /** Four, or one where only a plain virtual screen could be had. */
  readonly monitors: number;
  /** Environment for programs that are to appear on it. */
  readonly env: NodeJS.ProcessEnv;
  /** Pulls the plug of a monitor. */
  unplug(monitor: number): Promise<void>;
  /** Plugs a monitor in again, at its old place. */
  plug(monitor: number): Promise<void>;
  /** Replaces all monitors by these, in one change: any sizes, any places within the screen, up to 16 of them. */
  lay(monitors: readonly Laid[]): Promise<void>;
  /** Writes a picture of the whole wall, or of one monitor, as PNG. */
  photograph(file: string, monitor?: number): Promise<void>;
  /** Ends the display and everything we started on it. */
  stop(): Promise<void>;
}

async function must(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const ran = await finish(program, args, { env });
  if (ran.code !== 0) throw new Failure(`${program} ${args.join(' ')} failed: ${ran.output.trim()}`);
}

/**
 * Changes the outputs, then asks for their state: the server looks at its plugs only when it is asked, and until then
 * tells other programs that a new monitor is disconnected.
 */
async function arrange(changes: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  await must('xrandr', changes, env);
  await must('xrandr', ['--query'], env);
}

function environmentFor(display: string): NodeJS.ProcessEnv {
  const { WAYLAND_DISPLAY: _wayland, XAUTHORITY: _key, ...rest } = process.env;
  return { ...rest, DISPLAY: display, XDG_SESSION_TYPE: 'x11' };
}

/** Starts the window manager and waits until it has taken charge of the screen. */
async function startWindowManager(env: NodeJS.ProcessEnv): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'ioc-wall-openbox-'));
  const sign = join(folder, 'ready');
  const child = startApart('openbox', ['--sm-disable', '--startup', `touch ${sign}`], { env });
  for (let waited = 0; !existsSync(sign) && child.exitCode === null && waited < 5000; waited += 20)
    await pause(20);
  return async () => {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
}

function photographer(env: NodeJS.ProcessEnv, size: Size): Rig['photograph'] {
  const { width, height } = MODES[size];
  return (file, monitor) => {
    const crop = monitor === undefined ? [] : ['-crop', `${width}x${height}+${width * monitor}+0`, '+repage'];
    return must('import', ['-window', 'root', ...crop, file], env);
  };
}

async function fourMonitors(server: Server, size: Size): Promise<Rig> {
  const env = environmentFor(server.display);
  const { width } = MODES[size];
  const place = (monitor: number): readonly string[] => [
    '--output',
    `DUMMY${monitor}`,
    '--mode',
    size,
    '--pos',
    `${width * monitor}x0`,
  ];
  /** Monitors whose plug is pulled. */
  const out = new Set<number>();
  const present = () => Array.from({ length: MONITORS }, (_, monitor) => monitor).filter((m) => !out.has(m));
  /** Modes that an output has been given. */
  const known = new Set<string>();
  const nameFor = async (monitor: number, { width: w, height: h }: Laid): Promise<string> => {
    const mode = `${w}x${h}-laid`;
    if (!known.has(mode)) await must('xrandr', ['--newmode', mode, ...timingOf(w, h)], env);
    known.add(mode);
    const given = `${mode} of ${monitor}`;
    if (!known.has(given)) await must('xrandr', ['--addmode', `DUMMY${monitor}`, mode], env);
    known.add(given);
    return mode;
  };
  for (let monitor = 1; monitor < MONITORS; monitor += 1)
    await must('xrandr', ['--addmode', `DUMMY${monitor}`, size], env);
  await arrange(present().flatMap(place), env);
  const stopWindowManager = await startWindowManager(env);
  return {
    display: server.display,
    monitors: MONITORS,
    env,
    async unplug(monitor) {
      out.add(monitor);
      await arrange(['--output', `DUMMY${monitor}`, '--off'], env);
    },
    async plug(monitor) {
      out.delete(monitor);
      // The server may have moved the others to the left meanwhile: each is put back in its place.
      await arrange(present().flatMap(place), env);
    },
    async lay(monitors) {
      const changes: string[] = [];
      for (const [monitor, laid] of monitors.entries()) {
        const mode = await nameFor(monitor, laid);
        changes.push('--output', `DUMMY${monitor}`, '--mode', mode, '--pos', `${laid.x}x${laid.y}`);
      }
      for (let monitor = monitors.length; monitor < OUTPUTS; monitor += 1)
        changes.push('--output', `DUMMY${monitor}`, '--off');
      await arrange(changes, env);
    },
    photograph: photographer(env, size),
    async stop() {
      await stopWindowManager();
      await server.stop();
    },
  };
}

function oneScreen(server: Server, size: Size): Rig {
  const env = environmentFor(server.display);
  const refuse = (): Promise<never> =>
    Promise.reject(new Failure('This virtual screen has no plugs; install xserver-xorg-video-dummy.'));
  return {
    display: server.display,
    monitors: 1,
    env,
    unplug: refuse,
    plug: refuse,
    lay: refuse,
    photograph: photographer(env, size),
    stop: () => server.stop(),
  };
}

async function orStop(server: Server, rig: Promise<Rig>): Promise<Rig> {
  try {
    return await rig;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * Starts four monitors in memory on a display number of their own; where the X server refuses, one large screen.
 * Fails when neither can be had.
 */
export async function startRig(size: Size = '1920x1080'): Promise<Rig> {
  try {
    const server = await startXorg(size);
    return await orStop(server, fourMonitors(server, size));
  } catch (error) {
    if (!isThere('Xvfb')) throw error;
    return oneScreen(await startXvfb(size), size);
  }
}
