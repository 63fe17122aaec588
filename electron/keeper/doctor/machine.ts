/** Memory, disk, clock, ports, and what the program needs of the system. */
import { existsSync, statfsSync, statSync } from 'node:fs';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { ask } from './ask.ts';
import { type Finding, found } from './finding.ts';

const GIB = 1024 ** 3;
/** The engine takes nothing in below a quarter of a GiB; there should be room for backups as well. */
const DISK = { bad: GIB, warn: 10 * GIB };
const MEMORY_WANTED = 3.5 * GIB;
const ZONE = 'Asia/Ho_Chi_Minh';
const NETWORK_PORT = 8443;
const SETUID_ROOT = 0o4000;

function gib(bytes: number): string {
  return (bytes / GIB).toFixed(1);
}

/** Room on the disk that holds the folder, bytes. */
export function judgeDisk(free: number, total: number): Finding {
  const values = { free: gib(free), total: gib(total) };
  if (free < DISK.bad) return found('disk', 'bad', 'full', values);
  return free < DISK.warn ? found('disk', 'warn', 'little', values) : found('disk', 'good', 'room', values);
}

function lookAtDisk(folder: string): Finding {
  let there = folder;
  while (!existsSync(there)) there = dirname(there);
  const { bavail, blocks, bsize } = statfsSync(there);
  return judgeDisk(bavail * bsize, blocks * bsize);
}

/** From the words of `timedatectl show`. */
export function judgeClock(text: string | null): Finding {
  const synchronised = text === null ? undefined : /^NTPSynchronized=(yes|no)$/m.exec(text)?.[1];
  if (synchronised === undefined) return found('clock', 'unknown', 'unseen');
  return synchronised === 'yes' ? found('clock', 'good', 'kept') : found('clock', 'warn', 'free');
}

/** @param zone name of the system's time zone */
export function judgeZone(zone: string): Finding {
  const fits = [ZONE, 'Asia/Saigon', 'Asia/Bangkok'].includes(zone);
  return fits
    ? found('zone', 'good', 'fits', { zone })
    : found('zone', 'warn', 'other', { zone, wanted: ZONE });
}

function canListen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** Whether what answers at the port of the network is an engine of ours. */
function isOurs(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    // Only to know who it is: nothing is told to it, and the certificate is the wall's own.
    const asked = request({
      host: '127.0.0.1',
      port,
      path: '/healthz',
      rejectUnauthorized: false,
      timeout: 3_000,
    });
    asked.on('response', (answer) => {
      answer.resume();
      // An engine that was asked under a name that is not its own says so (421).
      resolve(answer.statusCode === 200 || answer.statusCode === 421);
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(false));
    asked.end();
  });
}

async function lookAtPorts(): Promise<Finding> {
  if (!(await canListen('127.0.0.1', 0))) return found('ports', 'bad', 'no_loopback');
  if (await canListen('0.0.0.0', NETWORK_PORT)) return found('ports', 'good', 'free', { port: NETWORK_PORT });
  return (await isOurs(NETWORK_PORT))
    ? found('ports', 'good', 'ours', { port: NETWORK_PORT })
    : found('ports', 'warn', 'taken', { port: NETWORK_PORT });
}

/** From the words of `ldd`. */
export function judgeLibraries(text: string | null): Finding {
  if (text === null) return found('libraries', 'unknown', 'unseen');
  const missing = [...text.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name);
  return missing.length === 0
    ? found('libraries', 'good', 'there')
    : found('libraries', 'bad', 'missing', { list: missing.join(', ') });
}

async function lookAtSandbox(program: string): Promise<Finding> {
  const stat = statSync(join(dirname(program), 'chrome-sandbox'), { throwIfNoEntry: false });
  if (stat && stat.uid === 0 && (stat.mode & SETUID_ROOT) !== 0) return found('sandbox', 'good', 'setuid');
  const namespaces = await ask('unshare', ['--user', '--map-root-user', 'true']);
  return namespaces === null ? found('sandbox', 'bad', 'barred') : found('sandbox', 'good', 'namespaces');
}

async function lookAtService(): Promise<Finding> {
  const state = await ask('systemctl', ['show', '--property=ActiveState', '--value', 'ioc-wall.service']);
  if (state === null) return found('service', 'unknown', 'unseen');
  const is = state.trim();
  return is === 'active' ? found('service', 'good', 'active') : found('service', 'warn', 'inactive', { is });
}

/** All of it. @param program the wall's program file */
export async function lookAtMachine(dataDir: string, program: string): Promise<Finding[]> {
  const [libraries, sandbox, clock, ports, service] = await Promise.all([
    ask('ldd', [program]),
    lookAtSandbox(program),
    ask('timedatectl', ['show']),
    lookAtPorts(),
    lookAtService(),
  ]);
  const memory = totalmem();
  return [
    judgeLibraries(libraries),
    sandbox,
    memory < MEMORY_WANTED
      ? found('memory', 'warn', 'little', { total: gib(memory) })
      : found('memory', 'good', 'enough', { total: gib(memory) }),
    lookAtDisk(dataDir),
    judgeClock(clock),
    judgeZone(Intl.DateTimeFormat().resolvedOptions().timeZone),
    ports,
    service,
  ];
}
