/** The live connection: subscriptions answered at the data clock, and what each window is to show. */
import type { WebSocket } from '@fastify/websocket';
import type { RawData } from 'ws';
import type { SourceHealth } from '../../contract/answers.ts';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import type { Blank } from '../../contract/blank.ts';
import type { Interrupt } from '../../contract/interrupts.ts';
import type { PairingNotice } from '../../contract/pairing.ts';
import type { Notice } from '../../contract/notices.ts';
import type { Query, Role, ServerMessage, SetupNotice } from '../../contract/live.ts';
import type { Layout, Scene, WidgetFault } from '../../contract/layouts.ts';
import type { Principal } from '../access/index.ts';
import type { DataClock, Reading } from '../clock/index.ts';
import type { Answering } from './answer.ts';
import { type Connection, createConnection, type ReadyAnswer } from './connection.ts';
import { createLater } from './later.ts';
import { startPulse } from './pulse.ts';
import { createQuestions, type Questions } from './questions.ts';

/** Rights and sockets are looked at again this often, ms. */
const CHECK_MS = 15_000;

export interface LiveOptions extends Answering {
  /** Grows with every change of anything that is answered besides figures. */
  revision: () => number;
  clock: DataClock;
  sources: () => SourceHealth[];
  notices: () => Notice[];
  /** The message over all screens. */
  interrupt: () => Interrupt | null;
  /** Screens that somebody had darkened. */
  blank: () => Blank | null;
  /** The code that pairs a device, for the wall's own windows only. */
  pairing: () => PairingNotice | null;
  /** What the wall shows at a reading of the clock; the same object as long as that is the same. */
  scene: (reading: Reading) => Scene;
  /** The same, and the sources, as they were at an instant: for a connection that asks as of one. */
  past: {
    scene: (at: Instant) => Scene;
    sources: (at: Instant) => SourceHealth[];
    interrupt: (at: Instant) => Interrupt | null;
  };
  /** A scene without what people sent to its monitors. */
  bare: (scene: Scene) => Scene;
  /** The setup as the wall announces it; `null` once there is an administrator. */
  setup: () => SetupNotice | null;
  /** Whether somebody's right still holds. */
  holds: (who: Principal) => boolean;
  /** Everybody was told, in so many ms. */
  ticked: (ms: number) => void;
  failed: (error: unknown, query?: Query) => void;
}

export interface Live {
  /** With `asOf`, all that this connection is told is of that past instant, and stays so. */
  join(socket: WebSocket, who: Principal, asOf?: Instant): void;
  /** Figures or sources changed. */
  changed(): void;
  /** The scene or the setup changed: all windows are told in the same turn, with the publication that brought it. */
  show(publication?: string): void;
  /** Has every window of the wall draw a scene out of sight; answers which, and tells how they get on until `discard` or `show`. */
  prepare(preparation: Preparation, heard: (event: PreparationEvent) => void): Role[];
  /** What was prepared under that name is not shown. */
  discard(publication: string): void;
  /** Closes the connections of whoever lost a right or was given another: a client connects again with what it has now. */
  recheck(): void;
  /** Roles that a window is connected for. */
  windows(): Role[];
  /** Ticks so far: a number that stands still is an engine that hangs. */
  ticks(): number;
  subscribers(): number;
  /** Different questions that are asked now. */
  questions(): number;
  stop(): void;
}

export interface Preparation {
  readonly publication: string;
  readonly scene: Scene;
  readonly layouts: readonly Layout[];
}

/** A window got ready, or cannot draw something, or went away. */
export interface PreparationEvent {
  readonly role: Role;
  readonly faults: readonly WidgetFault[];
  readonly gone: boolean;
}

interface Joined {
  connection: Connection;
  alive: boolean;
  /** Of a connection as of a past instant: that, and its questions, which nobody else asks. */
  past: { at: Instant; questions: Questions } | null;
}

export const CLOSE_NOT_SIGNED_IN = 4401;
export const CLOSE_NOT_ALLOWED = 4403;

export function createLive(options: LiveOptions): Live {
  const steady = () => performance.now();
  const later = createLater({
    figures: () => options.measures.revision(),
    steady,
    found: () => pulse.nudge(),
    failed: options.failed,
  });
  const questionsFor = () => createQuestions({ ...options, later, steady, answered: () => pulse.hurry() });
  const questions = questionsFor();
  const open = new Map<WebSocket, Joined>();
  /** Ticks that came to their end, or had nobody to be told to. */
  let ticks = 0;
  const pulse = startPulse(tick, steady);
  let checkedAt = steady();
  let told = options.scene(options.clock.read());
  /** A publication that windows draw out of sight, and those of them that were asked to. */
  let preparing: {
    publication: string;
    asked: ReadonlySet<Connection>;
    heard: (event: PreparationEvent) => void;
  } | null = null;
  options.clock.onChange(() => {
    pulse.play(isPlaying());
    pulse.nudge();
  });
  pulse.play(isPlaying());

  function isPlaying(): boolean {
    return options.clock.read().clock.mode === 'playback';
  }

  function tick(regular: boolean): void {
    if (steady() - checkedAt >= CHECK_MS) check();
    if (open.size === 0) {
      ticks += 1;
      return;
    }
    const begun = steady();
    try {
      // Read once: whatever this tick says, it says of one instant.
      const reading = options.clock.read();
      const { clock } = reading;
      if (options.scene(reading) !== told) showAll(reading);
      questions.refresh(reading.at, clock.mode === 'playback');
      const head = headOf({
        at: formatInstant(reading.now),
        clock,
        sources: options.sources(),
        notices: options.notices(),
        interrupt: options.interrupt(),
        blank: options.blank(),
      });
      for (const { connection, past } of open.values())
        if (past === null) connection.tell(head, regular);
        else tellPast(connection, past, regular);
      options.ticked(steady() - begun);
      ticks += 1;
    } catch (error) {
      options.failed(error);
    }
  }

  /** As a live connection was told at that instant. */
  function tellPast(connection: Connection, past: NonNullable<Joined['past']>, regular: boolean): void {
    past.questions.refresh(past.at, true);
    const at = formatInstant(past.at);
    const sources = options.past.sources(past.at);
    const interrupt = options.past.interrupt(past.at);
    const clock = { mode: 'live', at, speed: 1 } as const;
    connection.tell(headOf({ at, clock, sources, notices: [], interrupt, blank: null }), regular);
  }

  function recheck(): void {
    for (const [socket, { connection }] of open)
      if (!options.holds(connection.who)) socket.close(CLOSE_NOT_SIGNED_IN, 'the session or token has ended');
  }

  /** Closes who may no longer listen, drops who no longer answers. */
  function check(): void {
    checkedAt = steady();
    recheck();
    for (const [socket, entry] of open) {
      if (!entry.alive) socket.terminate();
      else {
        entry.alive = false;
        socket.ping();
      }
    }
  }

  /** Connections that follow the clock of the wall. */
  function windows(): Connection[] {
    return [...open.values()].filter(({ past }) => past === null).map(({ connection }) => connection);
  }

  function showAll(reading: Reading, publication?: string): void {
    told = options.scene(reading);
    show(
      windows().filter(({ roles }) => roles.size > 0),
      told,
      publication,
    );
    if (publication !== undefined && preparing?.publication === publication) preparing = null;
  }

  /** What somebody sent is for the room: whoever looks at a scene elsewhere may not read that dashboard. */
  function sceneFor(connection: Connection, scene: Scene): Scene {
    return hangs(connection) ? scene : options.bare(scene);
  }

  function show(to: Iterable<Connection>, scene: Scene, publication?: string): void {
    const codes = { setup: options.setup(), pairing: options.pairing() };
    // The codes let somebody in: only windows hanging in the room are told.
    for (const connection of to)
      connection.say({
        type: 'show',
        scene: sceneFor(connection, scene),
        ...(hangs(connection) ? codes : { setup: null, pairing: null }),
        ...(publication !== undefined && { publication }),
      });
  }

  /** What a window of the wall says of what it was asked to prepare; anybody else is not heard. */
  function hearReady(connection: Connection, { publication, role, faults }: ReadyAnswer): void {
    if (preparing?.publication !== publication || !preparing.asked.has(connection)) return;
    if (connection.roles.has(role)) preparing.heard({ role, faults, gone: false });
  }

  function lose(connection: Connection): void {
    if (!preparing?.asked.has(connection)) return;
    for (const role of connection.roles) preparing.heard({ role, faults: [], gone: true });
  }

  return {
    join(socket, who, asOf) {
      const past = asOf === undefined ? null : { at: asOf, questions: questionsFor() };
      const connection = createConnection({
        socket,
        who,
        questions: past?.questions ?? questions,
        wants: () => pulse.hurry(),
        ready: (answer) => hearReady(connection, answer),
        shows: (window) =>
          past
            ? window.say({
                type: 'show',
                scene: sceneFor(window, options.past.scene(past.at)),
                setup: null,
                pairing: null,
              })
            : show([window], options.scene(options.clock.read())),
      });
      const entry: Joined = { connection, alive: true, past };
      open.set(socket, entry);
      socket.on('message', (data, isBinary) => {
        entry.alive = true;
        if (isBinary) socket.close(1003, 'messages are text');
        else connection.hear(textOf(data));
      });
      socket.on('pong', () => {
        entry.alive = true;
      });
      socket.on('close', () => {
        open.delete(socket);
        lose(connection);
        connection.end();
      });
      pulse.nudge();
    },
    changed() {
      // In playback what comes in is told with the next beat.
      if (!isPlaying()) pulse.nudge();
    },
    show: (publication) => showAll(options.clock.read(), publication),
    prepare({ publication, scene, layouts }, heard) {
      const asked = windows().filter((one) => hangs(one) && one.roles.size > 0);
      preparing = { publication, asked: new Set(asked), heard };
      for (const one of asked) one.say({ type: 'prepare', publication, scene, layouts: [...layouts] });
      return [...new Set(asked.flatMap(({ roles }) => [...roles]))];
    },
    discard(publication) {
      if (preparing?.publication !== publication) return;
      for (const one of preparing.asked) one.say({ type: 'discard', publication });
      preparing = null;
    },
    recheck,
    windows: () => [...new Set(windows().flatMap(({ roles }) => [...roles]))],
    ticks: () => ticks,
    subscribers: () => open.size,
    questions: () => questions.size(),
    stop() {
      pulse.stop();
      for (const socket of open.keys()) socket.close(1001, 'the engine is stopping');
    },
  };
}

/** Whether it is a window that hangs in the room. */
function hangs({ who }: Connection): boolean {
  return who.kind === 'wall';
}

/** What of a tick all get, ready for the results of each. */
function headOf(tick: Omit<Extract<ServerMessage, { type: 'tick' }>, 'type' | 'results'>): string {
  return JSON.stringify({ type: 'tick', ...tick }).slice(0, -1);
}

/** A text message as the socket hands it over. */
function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString('utf8');
}
