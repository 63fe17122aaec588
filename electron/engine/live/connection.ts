/** One live connection: its subscriptions, what it was told last, and how it is spoken to. */
import type { WebSocket } from '@fastify/websocket';
import { type ClientMessage, clientMessage, type Role, type ServerMessage } from '../../contract/live.ts';
import type { Principal } from '../access/index.ts';
import type { Question, Questions } from './questions.ts';

const SUBSCRIPTIONS_MAX = 200;
/** A subscriber with this much unsent is slow: it is told nothing more until it has caught up. */
const UNSENT_MAX = 512 * 1024;

export interface Connection {
  readonly who: Principal;
  readonly roles: ReadonlySet<Role>;
  /** Takes a message of the client; bad ones are refused, naming the field. */
  hear(text: string): void;
  /** Tells what changed since this subscriber was last told. `shared` is the part of the tick that all get. */
  tell(shared: string, regular: boolean): void;
  say(message: ServerMessage): void;
  /** Leaves all subscriptions. */
  end(): void;
}

export interface ConnectionOptions {
  socket: Pick<WebSocket, 'send' | 'bufferedAmount'>;
  who: Principal;
  questions: Questions;
  /** A subscription was made: it wants its first answer. */
  wants: () => void;
  /** The client named its role: tell it what to show. */
  shows: (connection: Connection) => void;
  /** The client answered `prepare`. */
  ready: (answer: ReadyAnswer) => void;
}

export type ReadyAnswer = Extract<ClientMessage, { type: 'ready' }>;

export function createConnection(options: ConnectionOptions): Connection {
  const { socket, who, questions, wants, shows, ready } = options;
  const subscriptions = new Map<string, { question: Question; told: number }>();
  const roles = new Set<Role>();
  let greeted = false;

  function say(message: ServerMessage): void {
    socket.send(JSON.stringify(message));
  }

  function refuse(id: string | null, field: string, detail: string): void {
    if (socket.bufferedAmount <= UNSENT_MAX) say({ type: 'refused', id, field, detail });
  }

  function unsubscribe(id: string): void {
    const known = subscriptions.get(id);
    if (known) questions.leave(known.question);
    subscriptions.delete(id);
  }

  const connection: Connection = {
    who,
    roles,
    say,
    hear(text) {
      const read = readMessage(text);
      if ('refusal' in read) return refuse(read.id, read.refusal.field, read.refusal.detail);
      const { message } = read;
      switch (message.type) {
        case 'subscribe':
          unsubscribe(message.id);
          if (subscriptions.size >= SUBSCRIPTIONS_MAX)
            return refuse(
              message.id,
              'id',
              `A connection has at most ${SUBSCRIPTIONS_MAX} subscriptions; drop one first.`,
            );
          subscriptions.set(message.id, { question: questions.ask(message.query, who), told: 0 });
          return wants();
        case 'unsubscribe':
          return unsubscribe(message.id);
        case 'window':
          roles.add(message.role);
          return shows(connection);
        case 'ready':
          return ready(message);
      }
    },
    tell(shared, regular) {
      if (socket.bufferedAmount > UNSENT_MAX) return;
      const results: string[] = [];
      for (const [id, subscription] of subscriptions) {
        const { question } = subscription;
        if (subscription.told === question.version) continue;
        subscription.told = question.version;
        if (question.refusal) refuse(id, question.refusal.field, question.refusal.detail);
        else if (question.json !== null) results.push(`${JSON.stringify(id)}:${question.json}`);
      }
      if (!regular && greeted && results.length === 0) return;
      greeted = true;
      socket.send(`${shared},"results":{${results.join(',')}}}`);
    },
    end() {
      for (const id of [...subscriptions.keys()]) unsubscribe(id);
      roles.clear();
    },
  };
  return connection;
}

type Read =
  | { message: ReturnType<typeof clientMessage.parse> }
  | { id: string | null; refusal: { field: string; detail: string } };

function readMessage(text: string): Read {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { id: null, refusal: { field: 'message', detail: 'A message is one JSON object.' } };
  }
  const parsed = clientMessage.safeParse(json);
  if (parsed.success) return { message: parsed.data };
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const field = [...(issue?.path ?? []), ...unknown].join('.') || 'message';
  const id: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, 'id') : null;
  return {
    id: typeof id === 'string' ? id : null,
    refusal: { field, detail: `${field}: ${issue?.message ?? 'is not valid'}.` },
  };
}
