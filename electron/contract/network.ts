/** Reaching the engine from the local network: what is turned on, by which certificate, and the devices paired with it. */
import { z } from 'zod';
import { instantText } from './answers.ts';
import { interrupt } from './interrupts.ts';
import { blank } from './blank.ts';
import { clock, role } from './live.ts';
import { title } from './layouts.ts';
import { scheduleState } from './schedules.ts';

export const NETWORK_PORT = 8443;
/** A PEM file of a certificate with its chain, or of a key, has no more characters. */
const PEM_MAX = 24_000;

const hostName = z
  .string()
  .regex(/^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i, {
    error: 'must be a host name, such as ioc.thads.local',
  })
  .transform((name) => name.toLowerCase());

export const networkRequest = z.strictObject({
  /** An address that this machine has. */
  address: z.union([z.ipv4(), z.ipv6()], { error: 'must be an IP address of this machine' }),
  port: z.int().min(1).max(65_535).default(NETWORK_PORT),
  /** The name people type, where the agency's name server knows this machine. */
  name: hostName.nullable().default(null),
  /** The agency's own certificate; `null` has one made on this machine, left out keeps the one there is. */
  certificate: z
    .strictObject({
      /** PEM, this machine's certificate first, then those that signed it. */
      chain: z.string().min(1).max(PEM_MAX),
      /** PEM, without a passphrase. */
      key: z.string().min(1).max(PEM_MAX),
    })
    .nullable()
    .optional(),
});
export type NetworkRequest = z.infer<typeof networkRequest>;

/** Why the network cannot reach the engine although it is turned on. */
export const NETWORK_FAULTS = [
  'address_gone',
  'port_taken',
  'port_forbidden',
  'certificate',
  'failed',
] as const;

const certificate = z.object({
  kind: z.enum(['own', 'agency']),
  /** SHA-256 of the certificate, 64 hexadecimal digits in groups of four. */
  fingerprint: z.string(),
  from: instantText,
  until: instantText,
  /** Addresses and names it is good for. */
  names: z.array(z.string()),
});

export const networkAnswer = z.object({
  on: z.boolean(),
  address: z.string().nullable(),
  port: z.int(),
  name: z.string().nullable(),
  /** Where the console is reached; `null` while it is not. */
  url: z.string().nullable(),
  since: instantText.nullable(),
  fault: z.object({ code: z.enum(NETWORK_FAULTS), detail: z.string(), since: instantText }).nullable(),
  certificate: certificate.nullable(),
  machine: z.object({
    hostName: z.string(),
    addresses: z.array(z.object({ address: z.string(), interface: z.string() })),
  }),
  /** Whether this was asked at the machine itself, where it can be changed. */
  atTheMachine: z.boolean(),
});
export type NetworkAnswer = z.infer<typeof networkAnswer>;

/** The code itself is read from the wall only. */
export const pairingBegun = z.object({ url: z.string(), until: instantText });
export type PairingBegun = z.infer<typeof pairingBegun>;

export const pairRequest = z.strictObject({
  code: z.string().min(1).max(32),
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .transform((name) => name.normalize('NFC').replace(/\s+/gu, ' '))
    .refine((name) => !/\p{C}/u.test(name), { error: 'must not have invisible characters' }),
});

export const device = z.object({
  id: z.int(),
  name: z.string(),
  pairedAt: instantText,
  /** Who had the code shown. */
  by: z.string(),
  usedAt: instantText,
  address: z.string(),
  /** It ends then unless it is used before. */
  until: instantText,
});
export type Device = z.infer<typeof device>;
export const devicesAnswer = z.object({ devices: z.array(device) });
export type DevicesAnswer = z.infer<typeof devicesAnswer>;

/** All that the remote control shows. */
export const remoteAnswer = z.object({
  /** How the asker is called. */
  name: z.string(),
  kind: z.enum(['person', 'device']),
  now: instantText,
  scene: z.string(),
  scenes: z.array(z.object({ id: z.string(), title })),
  schedule: scheduleState,
  clock,
  interrupt: interrupt.nullable(),
  blank: blank.nullable(),
  /** Roles that a window is connected for. */
  windows: z.array(role),
});
export type RemoteAnswer = z.infer<typeof remoteAnswer>;
