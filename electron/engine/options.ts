/** The command line of the engine. */
import { isIPv4, isIPv6 } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const USAGE =
  'engine --data-dir DIR [--host HOST] [--port PORT] [--no-demo | --demo-url URL] [--rebuild | --compare]';

/** A wrong option; the message is one sentence naming it and the remedy. */
export class OptionError extends Error {}

export interface EngineOptions {
  /** Where the database is; absolute. */
  dataDir: string;
  /** Loopback address to listen on. */
  host: string;
  /** 0 is any free port. */
  port: number;
  /** Base address of a demo source to pull from. */
  demoUrl: string | null;
  /** No demo, even if one was connected before. */
  noDemo: boolean;
  /** Make the cube anew instead of serving; `compare` only says whether it would be the same. */
  rebuild: 'no' | 'compare' | 'write';
}

const KNOWN = {
  'data-dir': { type: 'string' },
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '0' },
  'no-demo': { type: 'boolean', default: false },
  'demo-url': { type: 'string' },
  rebuild: { type: 'boolean', default: false },
  compare: { type: 'boolean', default: false },
} as const;

/** Reads the arguments after the program's name. Throws `OptionError`. */
export function readOptions(args: readonly string[]): EngineOptions {
  const given = parse(args);
  const dataDir = given['data-dir'];
  if (dataDir === undefined || dataDir === '')
    throw new OptionError('--data-dir is missing: name the folder that the engine keeps its data in.');
  if (!isLoopback(given.host))
    throw new OptionError(
      `--host ${given.host} is not an address of this machine alone: use 127.0.0.1, ::1 or localhost.`,
    );
  if (!/^\d{1,5}$/.test(given.port) || Number(given.port) > 65_535)
    throw new OptionError(
      `--port ${given.port} is no port: give a whole number from 0 (any free one) to 65535.`,
    );
  const demoUrl = given['demo-url'];
  if (demoUrl !== undefined && given['no-demo'])
    throw new OptionError('--no-demo and --demo-url exclude each other: leave one of them out.');
  if (demoUrl !== undefined && !/^https?:$/.test(URL.parse(demoUrl)?.protocol ?? ''))
    throw new OptionError(`--demo-url ${demoUrl} is no address: give one such as http://127.0.0.1:4190.`);
  return {
    dataDir: resolve(dataDir),
    host: given.host,
    port: Number(given.port),
    demoUrl: demoUrl ?? null,
    noDemo: given['no-demo'],
    rebuild: given.compare ? 'compare' : given.rebuild ? 'write' : 'no',
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: KNOWN, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    // Node's advice on positional arguments does not apply here.
    const fault = said.split(/\. To specify|\n/)[0]?.replace(/\.$/, '') ?? said;
    throw new OptionError(`${fault}; the options are: ${USAGE}.`);
  }
}

function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || (isIPv4(host) && host.startsWith('127.')) || (isIPv6(host) && host === '::1')
  );
}
