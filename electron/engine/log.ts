/** The engine's log: JSON lines on stderr and in the data folder, without anything that lets somebody in. */
import pino, { type Logger } from 'pino';
import type { LogFile } from './observe/index.ts';

const SECRETS = ['authorization', 'cookie', 'setupCode', 'password', 'token', 'wallToken'];

export function createLog(level = process.env['IOC_WALL_LOG'] ?? 'info', file?: LogFile): Logger {
  const known = level in pino.levels.values || level === 'silent' ? level : 'info';
  // At once, so that the last words before an exit are not lost.
  const stderr = pino.destination({ fd: 2, sync: true });
  const streams = [stderr, ...(file ? [file] : [])].map((stream) => ({ level: 'trace' as const, stream }));
  return pino(
    {
      level: known,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, 'req.headers["set-cookie"]']),
        censor: '[secret]',
      },
    },
    pino.multistream(streams),
  );
}
