/** A real MQTT broker of its own, for tests. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import mqtt from 'mqtt';
import { freePort } from '../sql/postgresqlServer.ts';

/** Changes that the broker may forget when it is killed. */
const CHANGES_LOST_MOST = 50;

export interface Mosquitto {
  port: number;
  /** Ends it; it keeps what it knows. */
  stop(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Ends it for good. */
  remove(): Promise<void>;
}

/** Installs the broker where that is allowed; says why there is none otherwise. */
export function noMosquitto(): string | null {
  const there = () => spawnSync('mosquitto', ['-h']).error === undefined;
  if (there()) return null;
  if (process.getuid?.() !== 0) return 'mosquitto is not installed, and only root could install it';
  spawnSync('apt-get', ['install', '-y', 'mosquitto'], { stdio: 'ignore', timeout: 120_000 });
  return there() ? null : 'mosquitto could not be installed';
}

/** Starts a broker that keeps nearly every change on the disk. */
export async function startMosquitto(): Promise<Mosquitto> {
  const folder = mkdtempSync(join(tmpdir(), 'ioc-mqtt-'));
  const port = await freePort();
  const settings = [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous true',
    'persistence true',
    `persistence_location ${folder}/`,
    // Written after so many changes: what a kill may cost the broker.
    'autosave_on_changes true',
    `autosave_interval ${CHANGES_LOST_MOST}`,
    'max_queued_messages 0',
    'user root',
  ];
  writeFileSync(join(folder, 'broker.conf'), settings.join('\n'));
  let broker: ChildProcess | undefined;

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (!broker || broker.exitCode !== null || broker.signalCode !== null) return;
    const ended = once(broker, 'exit');
    broker.kill(signal);
    await ended;
  }
  const made: Mosquitto = {
    port,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    async start() {
      broker = spawn('mosquitto', ['-c', join(folder, 'broker.conf')], { stdio: 'ignore' });
      for (let tries = 0; tries < 200; tries += 1) {
        if (await answers(port)) return;
        await wait(20);
      }
      throw new Error('mosquitto does not answer');
    },
    async remove() {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await made.start();
  return made;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const client = mqtt.connect({ host: '127.0.0.1', port, reconnectPeriod: 0, connectTimeout: 500 });
    client.once('connect', () => resolve(true));
    client.once('error', () => resolve(false));
    client.once('close', () => resolve(false));
    client.once('connect', () => client.end(true));
  });
}
