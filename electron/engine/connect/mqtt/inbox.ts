/** Messages that have come and are not stored yet: what arrived while the last ones were written is stored together. */
import type { IPublishPacket } from 'mqtt';

/** Bytes of messages kept before the next is no longer accepted from the connection. */
const BYTES_MOST = 16 * 1024 * 1024;

export interface Inbox {
  /**
   * Keeps a message until it is stored with those around it.
   * @param next lets the connection hand over the message after it
   */
  put(packet: IPublishPacket, next: () => void): void;
}

/**
 * @param store stores some messages durably, or throws
 * @param acknowledge told of each message once it is stored, in the order in which they came
 * @param failed told when they could not be stored; then nothing of them is acknowledged, and nothing is stored any more
 */
export function createInbox(parts: {
  store: (packets: readonly IPublishPacket[]) => void;
  acknowledge: (packet: IPublishPacket) => void;
  failed: (error: unknown) => void;
}): Inbox {
  let kept: IPublishPacket[] = [];
  let bytes = 0;
  let planned = false;
  let broken = false;
  let waiting: (() => void) | undefined;

  function storeAll(): void {
    planned = false;
    if (broken) return;
    const packets = kept;
    kept = [];
    bytes = 0;
    try {
      parts.store(packets);
      for (const packet of packets) parts.acknowledge(packet);
    } catch (error) {
      broken = true;
      parts.failed(error);
      return;
    }
    const next = waiting;
    waiting = undefined;
    next?.();
  }

  return {
    put(packet, next) {
      if (broken) return;
      kept.push(packet);
      bytes += packet.payload.length;
      if (!planned) {
        planned = true;
        // Whatever else has come by now is handed over first.
        setImmediate(storeAll);
      }
      if (bytes < BYTES_MOST) next();
      else waiting = next;
    },
  };
}
