/** Defences against other web pages in the same browser. */
import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request that a browser sent with a cookie comes from our own page. `Sec-Fetch-Site` decides
 * where the browser sends it, else `Origin`; a client that sends neither is no browser.
 */
export function fromOwnPage(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return originIsOwn(headers);
}

/** Whether the `Origin`, if there is one, is the host that was asked. */
export function originIsOwn(headers: IncomingHttpHeaders): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

const LOOPBACK_NAME = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/** Whether `Host` names this machine; another name there means DNS that was turned against the browser. */
export function hostIsLoopback(host: string | undefined): boolean {
  return host !== undefined && LOOPBACK_NAME.test(host);
}
