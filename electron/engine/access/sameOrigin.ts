/** Defences against other web pages in the same browser. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Door } from './door.ts';

/**
 * Whether a request that a browser sent with a cookie comes from our own page. `Sec-Fetch-Site` decides
 * where the browser sends it, else `Origin`; a client that sends neither is no browser.
 */
export function fromOwnPage(headers: IncomingHttpHeaders, door: Door): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return originIsOwn(headers, door);
}

/** Whether the `Origin`, if there is one, is the scheme and the host that were asked. */
export function originIsOwn({ origin, host }: IncomingHttpHeaders, { kind }: Door): boolean {
  if (origin === undefined) return true;
  const own = URL.parse(`${kind === 'network' ? 'https' : 'http'}://${host ?? ''}`);
  return own !== null && URL.parse(origin)?.origin === own.origin;
}
