/** By which of its listeners a request came to the engine. Told by the listener itself, never by a header. */
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';

export interface Door {
  /** `machine`: the loopback address, which only this machine reaches; `network`: the local network, over TLS. */
  readonly kind: 'machine' | 'network';
  /** Whether a `Host` names what this door answers to; another name means DNS that was turned against the browser. */
  answersTo(host: string | undefined): boolean;
}

const LOOPBACK_NAME = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

const MACHINE: Door = {
  kind: 'machine',
  answersTo: (host) => host !== undefined && LOOPBACK_NAME.test(host),
};

const NOWHERE: Door = { kind: 'network', answersTo: () => false };

const doors = new WeakMap<IncomingMessage, Door>();

/** Said by a listener before it hands a request on. */
export function cameBy(request: IncomingMessage, door: Door): void {
  doors.set(request, door);
}

/** A request of no listener that said so came by the engine's own, the loopback one; over TLS it is nobody's. */
export function doorOf(request: IncomingMessage): Door {
  return doors.get(request) ?? (request.socket instanceof TLSSocket ? NOWHERE : MACHINE);
}
