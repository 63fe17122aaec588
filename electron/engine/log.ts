/** The engine's log: JSON lines on stderr, without anything that lets somebody in. */
import pino, { type Logger } from 'pino';

const SECRETS = ['authorization', 'cookie', 'setupCode', 'password', 'token', 'wallToken'];

export function createLog(level = process.env['IOC_WALL_LOG'] ?? 'info'): Logger {
  return pino(
    {
      level: level in pino.levels.values || level === 'silent' ? level : 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, 'req.headers["set-cookie"]']),
        censor: '[secret]',
      },
    },
    // At once, so that the last words before an exit are not lost.
    pino.destination({ fd: 2, sync: true }),
  );
}
