/** Requests to the provider: over TLS or to this very machine, never led elsewhere, never waited for long, never large. */
import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { rootCertificates } from 'node:tls';
import type { CustomFetch } from 'openid-client';

const LOOPBACK_NAME = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/** Whether an address may be asked: over TLS, or on this very machine. */
function mayBeAsked({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK_NAME.test(hostname));
}

/** A whole answer, from the connection to its last byte, ms. */
export const PATIENCE_MS = 5_000;
/** Documents and keys of a provider are a few thousand bytes. */
const ANSWER_BYTES_MOST = 512 * 1024;

export type OutgoingFault = 'unreachable' | 'too_slow' | 'certificate' | 'plain' | 'too_large' | 'redirected';

export class OutgoingError extends Error {
  readonly fault: OutgoingFault;
  constructor(fault: OutgoingFault, detail: string) {
    super(detail);
    this.fault = fault;
  }
}

/** @param authority PEM that is trusted besides those that everybody trusts */
export function createOutgoing(authority: string | null): CustomFetch {
  return async (address, { method, headers, body }) => {
    const url = new URL(address);
    const answer = await ask(url, { method, headers, body: textOf(body), authority });
    if (answer.status >= 300 && answer.status < 400)
      throw new OutgoingError('redirected', `${url.origin} answered ${answer.status} and leads elsewhere.`);
    return answer;
  };
}

interface Asked {
  method: string;
  headers: Record<string, string>;
  body: string | undefined;
  authority: string | null;
}

/** One request and its whole answer. @throws OutgoingError */
export function ask(url: URL, { method, headers, body, authority }: Asked): Promise<Response> {
  return new Promise((resolve, reject) => {
    if (!mayBeAsked(url))
      throw new OutgoingError('plain', `${url.origin} is not asked without TLS: it is not this machine.`);
    const options = {
      method,
      headers: {
        ...headers,
        ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
      },
      agent: false,
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(authority !== null && { ca: [...rootCertificates, authority] }),
    };
    const fail = (error: unknown) => reject(outgoingError(error, url));
    const asked = (url.protocol === 'https:' ? tlsRequest : plainRequest)(url, options, (answer) => {
      collect(answer, url).then(resolve, fail);
    });
    asked.on('error', fail);
    asked.end(body);
  });
}

async function collect(answer: IncomingMessage, url: URL): Promise<Response> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > ANSWER_BYTES_MOST) {
      answer.destroy();
      throw new OutgoingError('too_large', `${url.origin} answered more than ${ANSWER_BYTES_MOST} bytes.`);
    }
    parts.push(part);
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers))
    for (const one of [value].flat()) if (one !== undefined) headers.append(name, one);
  const status = answer.statusCode ?? 0;
  const empty = status === 204 || status === 304 || status < 200;
  return new Response(empty ? null : Buffer.concat(parts), { status: status < 200 ? 502 : status, headers });
}

function textOf(body: unknown): string | undefined {
  if (body === undefined || body === null) return undefined;
  if (body instanceof URLSearchParams || typeof body === 'string') return String(body);
  throw new TypeError('only texts and forms are sent to the provider');
}

function outgoingError(error: unknown, { origin }: URL): OutgoingError {
  if (error instanceof OutgoingError) return error;
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (code === 'ABORT_ERR')
    return new OutgoingError('too_slow', `${origin} did not answer within ${PATIENCE_MS / 1000} s.`);
  const said = error instanceof Error ? error.message : String(error);
  const isCertificate = typeof code === 'string' && /CERT|SIGN|TLS|ALTNAME|SSL/.test(code);
  return new OutgoingError(isCertificate ? 'certificate' : 'unreachable', `${origin}: ${said}`);
}
