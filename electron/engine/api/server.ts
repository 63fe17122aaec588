/** The HTTP server with everything that holds for all routes: access, headers, errors, description. */
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { doorOf, guardRoutes, type Loans, type Placed, type Principal } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { describeRoutes } from './openapi.ts';
import { answerProblems, sendProblem } from './problems.ts';
import { recordRoutes, type RouteTable } from './routeTable.ts';
import { answerUnreadable } from './unreadable.ts';

/** Enough for every JSON body; routes that take more say so. */
const BODY_MAX = 64 * 1024;
/** Enough for every message of a live connection. */
const MESSAGE_MAX = 64 * 1024;
const NETWORK_PER_MINUTE = 1_800;

export interface ServerOptions {
  db: WritableDB;
  wallToken: string;
  now: () => number;
  version: string;
  /** The organisation at the data clock's instant. */
  units: () => readonly Placed[];
  /** Rights lent for a live connection. */
  loans: Pick<Loans, 'borrowed'>;
  /** The paired device of a cookie's token, while it may act. */
  device: (token: string, address: string) => Extract<Principal, { kind: 'device' }> | null;
  log: FastifyBaseLogger;
}

export interface Server {
  app: FastifyInstance;
  routes: RouteTable;
}

/** A server without routes; each capability registers its own. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const app = Fastify({
    loggerInstance: options.log,
    // A wall asks all day; what went wrong is logged where it went wrong.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_MAX,
    forceCloseConnections: true,
    frameworkErrors: sendProblem,
    clientErrorHandler: answerUnreadable,
    routerOptions: { maxParamLength: 512 },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);

  takeEmptyJson(app);

  const routes = recordRoutes(app);
  answerProblems(app, routes);
  await app.register(cookie);
  await app.register(helmet, headers);
  await app.register(websocket, { options: { maxPayload: MESSAGE_MAX } });
  insistOnTls(app);
  guardRoutes(app, options);
  refuseEncodedBodies(app);
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, context) =>
      new ProblemError(429, `Too many requests; try again in ${context.after}.`),
  });
  limitNetwork(app);
  await describeRoutes(app, options.version);
  return { app, routes };
}

/** An empty body labelled JSON is no body: whether one is needed, the route's schema says. */
function takeEmptyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body, done);
  });
}

/** Whoever came by the network over a certificate they trust comes so again for a month. */
function insistOnTls(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (doorOf(request.raw).kind === 'network')
      reply.header('strict-transport-security', `max-age=${30 * 86_400}`);
  });
}

/** Requests by the network, of one address: far more than people and phones make, far less than floods. */
function limitNetwork(app: FastifyInstance): void {
  const check = app.createRateLimit({ max: NETWORK_PER_MINUTE, timeWindow: 60_000 });
  app.addHook('onRequest', async (request) => {
    if (doorOf(request.raw).kind !== 'network') return;
    const limit = await check(request);
    if (limit.isAllowed || !limit.isExceeded) return;
    throw new ProblemError(429, `Too many requests; try again in ${limit.ttlInSeconds} seconds.`, {
      headers: { 'retry-after': String(limit.ttlInSeconds) },
    });
  });
}

/** A compressed body read as it stands would be garbage, line by line: better one clear answer. */
function refuseEncodedBodies(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const encoding = request.headers['content-encoding'];
    if (encoding === undefined || /^\s*(?:identity)?\s*$/i.test(encoding)) return;
    throw new ProblemError(415, `Bodies encoded as "${encoding}" are not taken: send the body as it is.`, {
      field: 'content-encoding',
      headers: { 'accept-encoding': 'identity' },
    });
  });
}

/** For the console's own page; answers of the API carry the same, and show nothing if opened as a page. */
const headers = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      fontSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'no-referrer' as const },
  // On loopback there is no certificate to insist on; by the network it is told apart from this.
  strictTransportSecurity: false,
  xFrameOptions: { action: 'deny' as const },
};
