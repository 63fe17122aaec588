/** A real PostgreSQL server of its own, for tests. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Postgresql {
  port: number;
  user: string;
  password: string;
  stop(): Promise<void>;
  /** SIGKILL of the server and of every process that answers for it. */
  kill(): void;
  /** Starts it again on the same data; it recovers what was committed. */
  restart(): void;
}

const NOBODY = 65_534;

/** Where the server's programs are; `null` if they are not installed. */
function programs(): string | null {
  const found = spawnSync('sh', ['-c', 'command -v initdb'], { encoding: 'utf8' }).stdout.trim();
  if (found) return found.replace(/\/initdb$/, '');
  const all = '/usr/lib/postgresql';
  const [newest] = existsSync(all) ? readdirSync(all).sort((a, b) => Number(b) - Number(a)) : [];
  return newest !== undefined && existsSync(join(all, newest, 'bin/initdb'))
    ? join(all, newest, 'bin')
    : null;
}

/** Why there can be no server here; `null` if there can. */
export function noPostgresql(): string | null {
  return programs() === null ? 'initdb of PostgreSQL is not installed' : null;
}

export async function startPostgresql(): Promise<Postgresql> {
  const bin = programs();
  if (bin === null) throw new Error('PostgreSQL is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'ioc-pg-'));
  const data = join(folder, 'data');
  const [user, password] = ['reader', 'mật-khẩu'];
  writeFileSync(join(folder, 'password'), password);
  // The server refuses to run as root.
  const asOther = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if ('uid' in asOther)
    for (const path of [folder, join(folder, 'password')]) chownSync(path, NOBODY, NOBODY);
  chmodSync(folder, 0o755);
  const run = (program: string, ...args: string[]) =>
    execFileSync(join(bin, program), args, {
      ...asOther,
      stdio: 'ignore',
      cwd: folder,
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
  run(
    'initdb',
    '-D',
    data,
    '-U',
    user,
    '--pwfile',
    join(folder, 'password'),
    '--auth=scram-sha-256',
    '-E',
    'UTF8',
    '--no-sync',
  );
  const port = await freePort();
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c fsync=off`;
  const start = () => run('pg_ctl', '-D', data, '-l', join(folder, 'log'), '-o', options, '-w', 'start');
  start();
  return {
    port,
    user,
    password,
    kill() {
      const [pid] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
      // The server leads a group of its own.
      process.kill(-Number(pid), 'SIGKILL');
    },
    restart: start,
    async stop() {
      run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
