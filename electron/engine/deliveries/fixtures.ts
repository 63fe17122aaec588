/** A real mail server and a real receiver of webhooks that fail in every way, for tests. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What the mail server does with a message; one of them for each connection, the last one for all after. */
export type MailManner =
  | 'takes'
  | 'refuses_receiver'
  | 'not_now'
  /** Takes the message, and ends the connection instead of answering. */
  | 'takes_and_drops'
  /** Ends the connection while the message is told. */
  | 'drops_within'
  | 'hangs';

export interface MailServer {
  port: number;
  /** Messages that were taken, as they came. */
  taken: { to: string; raw: string }[];
  /** Connections so far. */
  greeted(): number;
  manners: MailManner[];
  close(): Promise<void>;
}

export const MAIL_USER = { user: 'ioc', pass: 'mật-khẩu-thư-2026' };

/** @param options `signIn`: only who signs in may send */
export async function serveMail(options: { signIn?: boolean } = {}): Promise<MailServer> {
  const taken: MailServer['taken'] = [];
  const manners: MailManner[] = ['takes'];
  let connections = 0;
  const sockets = new Set<Socket>();
  const of = new Map<string, MailManner>();
  const manner = (session: { id: string }) => of.get(session.id) ?? 'takes';
  const server = new SMTPServer({
    authOptional: options.signIn !== true,
    allowInsecureAuth: true,
    disabledCommands: options.signIn === true ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onConnect(session, done) {
      of.set(session.id, manners[Math.min(connections, manners.length - 1)] ?? 'takes');
      connections += 1;
      if (manner(session) !== 'hangs') done();
    },
    onAuth({ username, password }, _session, done) {
      const isRight = username === MAIL_USER.user && password === MAIL_USER.pass;
      done(isRight ? null : new Error('no such user'), isRight ? { user: username } : undefined);
    },
    onRcptTo(_address, session, done) {
      const refused = Object.assign(new Error('no such mailbox'), { responseCode: 550 });
      done(manner(session) === 'refuses_receiver' ? refused : null);
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => {
        parts.push(part);
        if (manner(session) === 'drops_within') for (const socket of sockets) socket.destroy();
      });
      stream.on('end', () => {
        if (manner(session) === 'drops_within') return;
        if (manner(session) === 'not_now') {
          done(Object.assign(new Error('try again later'), { responseCode: 451 }));
          return;
        }
        const [to] = session.envelope.rcptTo;
        taken.push({ to: to ? to.address : '', raw: Buffer.concat(parts).toString('utf8') });
        if (manner(session) === 'takes_and_drops') for (const socket of sockets) socket.destroy();
        else done(null, 'taken');
      });
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    manners,
    greeted: () => connections,
    close: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => done());
      }),
  };
}

export interface Received {
  headers: IncomingMessage['headers'];
  body: string;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** How it answers, one after the other, the last one for all after: a status, or what to do with the answer. */
  answers: (number | ((response: ServerResponse) => void))[];
  close(): Promise<void>;
}

export async function serveReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const answers: Receiver['answers'] = [204];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += String(part)));
    request.on('end', () => {
      const answer = answers[Math.min(received.length, answers.length - 1)] ?? 204;
      received.push({ headers: request.headers, body });
      if (typeof answer === 'number') response.writeHead(answer).end();
      else answer(response);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/nhan`,
    received,
    answers,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
