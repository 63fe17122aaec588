/** Whether and how the local network reaches the engine: as an administrator wants it, over restarts and troubles. */
import { setTimeout as later, clearTimeout as never } from 'node:timers';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import type { NetworkAnswer, NetworkRequest } from '../../contract/network.ts';
import { NETWORK_PORT } from '../../contract/network.ts';
import type { Notice } from '../../contract/notices.ts';
import type { Door } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import {
  checkAgencyCertificate,
  covers,
  fingerprintOf,
  leafOf,
  makeCertificate,
  mustRenew,
  namesOf,
} from './certificate.ts';
import { certificateFile, type KeptCertificate } from './certificateFile.ts';
import { type Answering, type Listening, listenOn } from './listener.ts';
import { machineAddresses, type MachineAddress, machineName } from './machine.ts';
import { keepNetwork, type KeptNetwork, readNetwork } from './networkStore.ts';

/** What does not listen is tried again, and what listens is looked at, this often, ms. */
const LOOK_MS = 15_000;

type Fault = NonNullable<NetworkAnswer['fault']>;

export interface Network {
  state(atTheMachine: boolean): NetworkAnswer;
  /** Address and fingerprint for those who want to come; `null` while nobody can. */
  reached(): { url: string; fingerprint: string } | null;
  /** Listens as asked, and says how it went; throws `ProblemError` naming the field when it cannot be. */
  turnOn(request: NetworkRequest): Promise<void>;
  /** Ends every connection. */
  turnOff(): Promise<void>;
  /** Listens if it was on; whatever is wrong then is a fault that is told, and tried again. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** What must be known: the network is on, and nobody can come. */
  notices(): Notice[];
  onChange(listener: () => void): void;
}

export interface NetworkParts {
  db: WritableDB;
  dataDir: string;
  answering: Answering;
  now: () => Instant;
  warn: (sentence: string) => void;
  /** Addresses of the machine; those of the system unless a test says otherwise. */
  addresses?: () => MachineAddress[];
  lookMs?: number;
}

export function createNetwork(parts: NetworkParts): Network {
  const { db, answering, now, warn, addresses = machineAddresses, lookMs = LOOK_MS } = parts;
  const file = certificateFile(parts.dataDir);
  let kept: KeptNetwork | null = readNetwork(db);
  let certificate: KeptCertificate | null = file.read();
  let open: { listening: Listening; since: Instant } | null = null;
  let fault: Fault | null = null;
  let timer: NodeJS.Timeout | undefined;
  const listeners: (() => void)[] = [];
  /** Acts come one after the other. */
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = turn.then(act);
    turn = mine.catch(() => undefined);
    return mine;
  }

  function tell(): void {
    for (const listener of listeners) listener();
  }

  function failing(next: { code: Fault['code']; detail: string } | null): void {
    if (fault?.code === next?.code) return;
    fault = next && { ...next, since: formatInstant(now()) };
    if (fault) warn(`The local network does not reach the console: ${fault.detail}`);
    tell();
  }

  function answersTo(host: string | undefined): boolean {
    const asked = host === undefined ? null : URL.parse(`https://${host}`);
    if (asked === null || certificate === null || kept === null) return false;
    if (Number(asked.port || 443) !== kept.port) return false;
    return covers(leafOf(certificate), asked.hostname.replace(/^\[|\]$/g, ''));
  }
  const door: Door = { kind: 'network', answersTo };

  async function certify(setting: KeptNetwork): Promise<KeptCertificate> {
    const host = setting.name ?? setting.address;
    if (certificate?.kind === 'agency') {
      checkAgencyCertificate(certificate, host, now());
      return certificate;
    }
    if (certificate !== null && fits(certificate, setting, now())) return certificate;
    return file.write('own', await makeCertificate(namesFor(setting), now()));
  }

  async function close(): Promise<void> {
    const was = open;
    open = null;
    await was?.listening.close();
  }

  async function listen(setting: KeptNetwork): Promise<void> {
    certificate = await certify(setting);
    const { address, port } = setting;
    const listening = await listenOn({
      address,
      port,
      pem: certificate,
      door,
      answering,
      failed: (error) => void inTurn(async () => close().then(() => failing(faultOf(error, setting)))),
    });
    open = { listening, since: now() };
  }

  /** What is on listens, with a certificate that holds; what cannot says why. */
  async function look(): Promise<void> {
    if (kept?.on !== true) return;
    const setting = kept;
    try {
      if (!addresses().some(({ address }) => address === setting.address)) {
        await close();
        return failing({
          code: 'address_gone',
          detail: `this machine does not have the address ${setting.address} now: plug the network in, or choose another address.`,
        });
      }
      if (open === null) await listen(setting);
      else if (certificate === null || !fits(certificate, setting, now())) {
        certificate = await certify(setting);
        open.listening.certify(certificate);
        tell();
      }
      failing(null);
    } catch (error) {
      failing(faultOf(error, setting));
    }
  }

  function again(): void {
    never(timer);
    timer = later(() => void inTurn(look).finally(() => timer && again()), lookMs).unref();
  }

  function urlOf({ address, port, name }: KeptNetwork): string {
    const host = name ?? (address.includes(':') ? `[${address}]` : address);
    return new URL(`https://${host}:${port}`).origin;
  }

  return {
    state(atTheMachine) {
      const on = kept?.on === true;
      const leaf = certificate && leafOf(certificate);
      return {
        on,
        address: kept?.address ?? null,
        port: kept?.port ?? NETWORK_PORT,
        name: kept?.name ?? null,
        url: kept && open ? urlOf(kept) : null,
        since: open && formatInstant(open.since),
        fault: on ? fault : null,
        certificate: certificate &&
          leaf && {
            kind: certificate.kind,
            fingerprint: fingerprintOf(leaf),
            from: formatInstant(leaf.validFromDate.getTime()),
            until: formatInstant(leaf.validToDate.getTime()),
            names: namesOf(leaf),
          },
        machine: { hostName: machineName(), addresses: addresses() },
        atTheMachine,
      };
    },
    reached: () =>
      kept && open && certificate
        ? { url: urlOf(kept), fingerprint: fingerprintOf(leafOf(certificate)) }
        : null,
    turnOn: (request) =>
      inTurn(async () => {
        const { address, port, name } = request;
        if (!addresses().some((one) => one.address === address))
          throw new ProblemError(
            400,
            `This machine has no address ${address}; choose one of ${
              addresses()
                .map((one) => one.address)
                .join(', ') || 'none: plug the network in first'
            }.`,
            { field: 'address' },
          );
        const setting: KeptNetwork = { on: true, address, port, name };
        const given = request.certificate;
        const agency = given ? checkAgencyCertificate(given, name ?? address, now()) : null;
        const before = { kept, certificate };
        await close();
        kept = setting;
        try {
          if (agency) certificate = { kind: 'agency', ...agency };
          else if (given === null && certificate?.kind === 'agency') certificate = null;
          await listen(setting);
          if (agency) certificate = file.write('agency', agency);
        } catch (error) {
          ({ kept, certificate } = before);
          if (certificate) file.write(certificate.kind, certificate);
          await look();
          if (error instanceof ProblemError) throw error;
          const { detail } = faultOf(error, setting);
          throw new ProblemError(409, `${detail[0]?.toUpperCase()}${detail.slice(1)}`, { field: 'port' });
        }
        keepNetwork(db, setting);
        fault = null;
        tell();
      }),
    turnOff: () =>
      inTurn(async () => {
        if (kept) {
          kept = { ...kept, on: false };
          keepNetwork(db, kept);
        }
        fault = null;
        await close();
        tell();
      }),
    async start() {
      await inTurn(look);
      again();
    },
    async stop() {
      never(timer);
      timer = undefined;
      await inTurn(close);
    },
    notices: () =>
      kept?.on === true && fault
        ? [
            {
              id: 'network_unreached',
              code: 'network_unreached',
              since: fault.since,
              acknowledgeable: false,
              backupAt: null,
              setAside: null,
            },
          ]
        : [],
    onChange: (listener) => void listeners.push(listener),
  };
}

function namesFor({ address, name }: KeptNetwork): string[] {
  const own = machineName();
  const isName = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(own) && own !== 'localhost';
  return [...new Set([name, address, isName ? own : null].filter((one) => one !== null))];
}

/** Whether a certificate made here serves the setting still. */
function fits(certificate: KeptCertificate, setting: KeptNetwork, now: Instant): boolean {
  const leaf = leafOf(certificate);
  if (certificate.kind === 'agency')
    return now < leaf.validToDate.getTime() && covers(leaf, setting.name ?? setting.address);
  return !mustRenew(leaf, now) && namesFor(setting).every((name) => covers(leaf, name));
}

function faultOf(error: unknown, { address, port }: KeptNetwork): { code: Fault['code']; detail: string } {
  if (error instanceof ProblemError) return { code: 'certificate', detail: error.message };
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (code === 'EADDRINUSE')
    return {
      code: 'port_taken',
      detail: `port ${port} of ${address} is taken by another program: end that one, or choose another port.`,
    };
  if (code === 'EACCES')
    return {
      code: 'port_forbidden',
      detail: `port ${port} may not be used by this user: choose one above 1023.`,
    };
  if (code === 'EADDRNOTAVAIL')
    return {
      code: 'address_gone',
      detail: `this machine does not have the address ${address} now: plug the network in, or choose another address.`,
    };
  return { code: 'failed', detail: error instanceof Error ? error.message : String(error) };
}
