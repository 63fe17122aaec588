/** What cannot be read as HTTP is answered by hand: there is no request that one could reply to. */
import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import { problemDocument } from '../problems/index.ts';

const ANSWERS: Record<string, [number, string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not come in time; send it again.'],
  HPE_HEADER_OVERFLOW: [431, 'The address or the headers are longer than this engine takes; shorten them.'],
};
const NOT_HTTP: [number, string] = [400, 'This is not an HTTP request; send one of HTTP/1.1.'];

export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, detail] = ANSWERS[error.code ?? ''] ?? NOT_HTTP;
  const body = JSON.stringify(problemDocument(status, detail));
  if (socket.writable)
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  socket.destroy(error);
}
