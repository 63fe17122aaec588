/**
 * A socket to the engine that comes back by itself: after a loss it tries again in 0.25 s, then
 * 0.5 s, 1 s and every 2 s. A connection on which nothing is heard for `SILENCE_MS` counts as lost
 * (the engine sends a tick at least every second).
 */
export const FIRST_RETRY_MS = 250;
export const LAST_RETRY_MS = 2_000;
export const SILENCE_MS = 5_000;

export interface SocketEvents {
  opened(): void;
  heard(text: string): void;
  lost(): void;
}

export interface ReturningSocket {
  /** Sends now; dropped when not connected (everything is said again after `opened`). */
  send(text: string): void;
  /** Goes to another address at once; to the same one when there is no connection, without waiting for the next try. */
  redirect(address: string): void;
  close(): void;
}

export function openReturningSocket(address: string, events: SocketEvents): ReturningSocket {
  let target = address;
  let socket: WebSocket | null = null;
  let retryMs = FIRST_RETRY_MS;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  function connect(): void {
    const mine = new WebSocket(target);
    socket = mine;
    listenForSilence(mine);
    mine.addEventListener('open', () => {
      if (socket === mine) events.opened();
    });
    mine.addEventListener('message', (message: MessageEvent) => {
      if (socket !== mine || typeof message.data !== 'string') return;
      retryMs = FIRST_RETRY_MS;
      listenForSilence(mine);
      events.heard(message.data);
    });
    mine.addEventListener('close', () => drop(mine));
  }

  function listenForSilence(mine: WebSocket): void {
    clearTimeout(silence);
    silence = setTimeout(() => drop(mine), SILENCE_MS);
  }

  /** Does not wait for the close handshake: a frozen engine would not answer it. */
  function drop(mine: WebSocket): void {
    if (socket !== mine) return;
    socket = null;
    clearTimeout(silence);
    mine.close();
    if (closed) return;
    events.lost();
    retry = setTimeout(connect, retryMs);
    retryMs = Math.min(LAST_RETRY_MS, retryMs * 2);
  }

  connect();
  return {
    send(text) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(text);
    },
    redirect(next) {
      // A connection that is there or under way to this address is the right one.
      if (next === target && socket) return;
      target = next;
      retryMs = FIRST_RETRY_MS;
      clearTimeout(retry);
      const old = socket;
      socket = null;
      old?.close();
      connect();
    },
    close() {
      closed = true;
      clearTimeout(retry);
      clearTimeout(silence);
      const old = socket;
      socket = null;
      old?.close();
    },
  };
}
