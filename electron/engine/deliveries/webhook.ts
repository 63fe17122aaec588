/** One webhook: a signed POST to an address that was looked up once, never led elsewhere, never waited for long. */
import { lookup } from 'node:dns/promises';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Instant } from '../../contract/calendar.ts';
import { DeliveryFailure, isAboutCertificate, plainDetail } from './failure.ts';
import { isInner } from './innerAddresses.ts';
import { signedHeaders } from './signature.ts';

/** From looking up the name to the status of the answer, ms. */
export const PATIENCE_MS = 10_000;
/** A receiver may ask to be left alone for this long at most, s. */
const RETRY_AFTER_MOST_S = 6 * 3600;

export interface Webhook {
  url: string;
  /** Whether its host may lie in the inner network. */
  inner: boolean;
  secret: string;
  /** The same for every attempt. */
  id: string;
  body: string;
  /** When it is sent: part of what is signed. */
  at: Instant;
}

interface Resolved {
  address: string;
  family: number;
}

/**
 * Sends once. Only a status of 200 to 299 is a success; the rest of the answer is not read.
 * @param patienceMs how long to wait for the status
 * @throws DeliveryFailure
 */
export async function sendWebhook(
  webhook: Webhook,
  stopping: AbortSignal,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const url = new URL(webhook.url);
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(patienceMs)]);
  try {
    const resolved = await resolve(url, webhook.inner, signal);
    judge(url, await post(url, resolved, webhook, signal));
  } catch (error) {
    throw failureOf(error, url, signal);
  }
}

/** The address that this request goes to and no other, whatever the name leads to a moment later. */
async function resolve(url: URL, mayBeInner: boolean, signal: AbortSignal): Promise<Resolved> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const found =
    family === 0 ? await untilAborted(lookup(host, { all: true }), signal) : [{ address: host, family }];
  if (!mayBeInner && found.some(({ address }) => isInner(address)))
    throw new DeliveryFailure(
      'inner_address',
      `${url.host} leads to an address of the inner network: allow that host at the endpoint, or correct its address.`,
      { final: true },
    );
  const [first] = found;
  if (!first) throw new DeliveryFailure('unreachable', `${url.host} has no address.`, { wayDown: true });
  return first;
}

function untilAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((done, failed) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => failed(new Error('no answer in time')), { once: true });
    answer.then(done, failed);
  });
}

interface Answered {
  status: number;
  retryAfter: string | undefined;
}

function post(url: URL, to: Resolved, webhook: Webhook, signal: AbortSignal): Promise<Answered> {
  const { id, body, secret, at } = webhook;
  const pinned: LookupFunction = (_host, options, answer) =>
    options.all === true ? answer(null, [to]) : answer(null, to.address, to.family);
  const options = {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'ioc-wall',
      ...signedHeaders(secret, id, Math.floor(at / 1000), body),
    },
    // No connection is kept: the next request looks the name up anew.
    agent: false,
    lookup: pinned,
    signal,
  };
  return new Promise((done, failed) => {
    const asked = (url.protocol === 'https:' ? tlsRequest : plainRequest)(url, options, (answer) => {
      const { statusCode = 0, headers } = answer;
      done({ status: statusCode, retryAfter: headers['retry-after'] });
      answer.destroy();
    });
    asked.on('error', failed);
    asked.end(body);
  });
}

function judge(url: URL, { status, retryAfter }: Answered): void {
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400)
    throw new DeliveryFailure(
      'redirected',
      `${url.host} answered ${status} and leads elsewhere: set the address it leads to.`,
    );
  const seconds = Number(retryAfter);
  throw new DeliveryFailure('refused', `${url.host} answered ${status}.`, {
    // "Gone" says itself that it is for good.
    final: status === 410,
    ...(seconds > 0 && { waitMs: Math.min(seconds, RETRY_AFTER_MOST_S) * 1000 }),
    wayDown: status === 429 || status === 503,
  });
}

function failureOf(error: unknown, url: URL, signal: AbortSignal): DeliveryFailure {
  if (error instanceof DeliveryFailure) return error;
  const wayDown = { wayDown: true };
  if (signal.aborted) return new DeliveryFailure('too_slow', `${url.host} did not answer in time.`, wayDown);
  const code = isAboutCertificate(error) ? 'certificate' : 'unreachable';
  const said = error instanceof Error ? error.message : String(error);
  return new DeliveryFailure(code, plainDetail(`${url.host}: ${said}`), wayDown);
}
