/** The connection of one window to the engine: one socket, one store, questions shared between widgets. */
import {
  answers as answerSchemas,
  serverMessage,
  type ClientMessage,
  type Query,
  type Role,
  type ServerMessage,
} from '../../electron/contract/live.ts';
import type { WidgetFault } from '../../electron/contract/layouts.ts';
import { queryKey } from './question.ts';
import { share } from './sharing.ts';
import { openReturningSocket, type ReturningSocket } from './socket.ts';
import { createLiveStore, type LiveStore } from './state.ts';

/** Answers nobody asks for any more are kept up to this number, so that a scene shown again is there at once. */
const KEPT_UNASKED = 64;
export interface EngineAddress {
  /** Base of the engine, such as `http://127.0.0.1:4180`. */
  readonly url: string;
  /** Token of the wall's windows; a console in a browser has its cookie instead. */
  readonly token: string | null;
  /** Everything is to be told as of this past instant (RFC 3339); left out, as it is now. */
  readonly asOf?: string;
}

export interface Live {
  readonly store: LiveStore;
  /** Asks until the returned function is called; the same question is asked of the engine only once. */
  ask(query: Query): () => void;
  /** Whether every question that is asked has been answered, or refused with a reason. */
  isAnswered(): boolean;
  /** Whether the engine still works on an answer that takes its time. */
  isAwaited(): boolean;
  /** Says that what was to be prepared is drawn, or what of it cannot be. */
  ready(publication: string, faults: readonly WidgetFault[]): void;
  /** Where the engine is now. */
  address(): EngineAddress;
  /** Names the roles of this window, to be told what to show. */
  showAs(roles: readonly Role[]): void;
  /** The engine answers at another address from now on. */
  redirect(address: EngineAddress): void;
  close(): void;
}

interface Asked {
  readonly id: string;
  readonly key: string;
  readonly query: Query;
  askers: number;
}

/** Address of the live connection. Throws a TypeError when the engine's address is not a URL. */
export function liveAddress({ url, token, asOf }: EngineAddress): string {
  const address = new URL('/api/v1/live', url);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  if (token !== null) address.searchParams.set('token', token);
  if (asOf !== undefined) address.searchParams.set('asOf', asOf);
  return address.href;
}

export function connectLive(first: EngineAddress, store: LiveStore = createLiveStore()): Live {
  let address = first;
  const byKey = new Map<string, Asked>();
  const byId = new Map<string, Asked>();
  let roles: readonly Role[] = [];
  let count = 0;

  function say(message: ClientMessage): void {
    socket.send(JSON.stringify(message));
  }

  function sayEverything(): void {
    for (const role of roles) say({ type: 'window', role });
    for (const { id, query } of byId.values()) say({ type: 'subscribe', id, query });
  }

  function heard(text: string): void {
    const message = readMessage(text);
    if (message?.type === 'tick') tick(message);
    else if (message?.type === 'show')
      store.setState((s) => {
        const isPrepared = s.prepared !== null && s.prepared.publication === message.publication;
        return {
          // What was drawn out of sight is shown as the very objects it was drawn from.
          scene: share(isPrepared ? s.prepared?.scene : s.scene, message.scene),
          prepared: isPrepared ? null : s.prepared,
          setup: share(s.setup, message.setup),
          pairing: share(s.pairing, message.pairing),
        };
      });
    else if (message?.type === 'prepare')
      store.setState((s) => ({
        prepared: {
          publication: message.publication,
          scene: share(s.scene, message.scene),
          layouts: message.layouts,
        },
      }));
    else if (message?.type === 'discard')
      store.setState((s) => (s.prepared?.publication === message.publication ? { prepared: null } : {}));
    else if (message?.type === 'refused') refused(message.id, message.field, message.detail);
  }

  function tick(message: Extract<ServerMessage, { type: 'tick' }>): void {
    const at = Date.parse(message.at);
    store.setState((s) => {
      const answers = { ...s.answers };
      const refusals = { ...s.refusals };
      for (const [id, result] of Object.entries(message.results)) {
        const asked = byId.get(id);
        if (!asked) continue;
        const read = answerSchemas[asked.query.ask].safeParse(result);
        if (read.success) {
          answers[asked.key] = share(answers[asked.key], read.data);
          delete refusals[asked.key];
        } else {
          const issue = read.error.issues[0];
          refusals[asked.key] = { field: issue?.path.join('.') ?? '', detail: issue?.message ?? '' };
        }
      }
      return {
        link: 'open',
        now: at,
        offset: at - Date.now(),
        heardAt: at,
        clock: share(s.clock, message.clock),
        sources: share(s.sources, message.sources),
        notices: share(s.notices, message.notices),
        interrupt: share(s.interrupt, message.interrupt),
        blank: share(s.blank, message.blank),
        answers: share(s.answers, answers),
        refusals: share(s.refusals, refusals),
      };
    });
  }

  /** The engine answers a refused question by itself once it can. */
  function refused(id: string | null, field: string, detail: string): void {
    const asked = id === null ? undefined : byId.get(id);
    if (!asked) return;
    store.setState((s) => ({
      refusals: share(s.refusals, { ...s.refusals, [asked.key]: { field, detail } }),
    }));
  }

  function release(asked: Asked): void {
    asked.askers -= 1;
    if (asked.askers > 0) return;
    byKey.delete(asked.key);
    byId.delete(asked.id);
    say({ type: 'unsubscribe', id: asked.id });
    forgetOldest();
  }

  function forgetOldest(): void {
    const unasked = Object.keys(store.getState().answers).filter((key) => !byKey.has(key));
    if (unasked.length <= KEPT_UNASKED) return;
    const gone = new Set(unasked.slice(0, unasked.length - KEPT_UNASKED));
    store.setState((s) => ({
      answers: Object.fromEntries(Object.entries(s.answers).filter(([key]) => !gone.has(key))),
    }));
  }

  const socket: ReturningSocket = openReturningSocket(liveAddress(address), {
    opened: sayEverything,
    heard,
    // Whoever asked for a preparation does not wait for a connection that went away.
    lost: () => store.setState((s) => ({ prepared: null, ...(s.link === 'open' && { link: 'lost' }) })),
  });
  const goOn = () => store.setState((s) => ({ now: Math.floor((Date.now() + s.offset) / 1000) * 1000 }));
  // A past instant stands still.
  const seconds = address.asOf === undefined ? setInterval(goOn, 1000) : undefined;

  return {
    store,
    ask(query) {
      const key = queryKey(query);
      let asked = byKey.get(key);
      if (!asked) {
        count += 1;
        asked = { id: `q${count}`, key, query, askers: 0 };
        byKey.set(key, asked);
        byId.set(asked.id, asked);
        say({ type: 'subscribe', id: asked.id, query });
      }
      asked.askers += 1;
      const mine = asked;
      let released = false;
      return () => {
        if (released) return;
        released = true;
        release(mine);
      };
    },
    isAnswered() {
      const { heardAt, answers, refusals } = store.getState();
      return heardAt !== null && [...byKey.keys()].every((key) => key in answers || key in refusals);
    },
    isAwaited() {
      const { answers } = store.getState();
      return [...byKey.keys()].some((key) => isWorking(answers[key]));
    },
    ready(publication, faults) {
      for (const role of roles) say({ type: 'ready', publication, role, faults: faults.slice(0, 60) });
    },
    showAs(next) {
      roles = next;
      for (const role of roles) say({ type: 'window', role });
    },
    address: () => address,
    redirect(next) {
      address = next;
      socket.redirect(liveAddress(next));
    },
    close() {
      clearInterval(seconds);
      socket.close();
    },
  };
}

/** A message of the engine, or `null` for text that is none: a newer engine may say more than we know. */
function readMessage(text: string): ServerMessage | null {
  try {
    const read = serverMessage.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

function isWorking(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'outcome' in answer && answer.outcome === 'working';
}
