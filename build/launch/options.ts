import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure } from '../bootstrap/failure.mjs';
import { SIZES, type Size } from '../rig/sizes.ts';

export interface StartOptions {
  /** Where figures and settings are kept; absolute. */
  readonly dataDir: string;
  /** Whether a demo source is started while no real one has been set up. */
  readonly demo: boolean;
  /** Port of the engine on loopback, 1 to 65535; a free one when absent. */
  readonly port: number | undefined;
  /** Number of cases of the demo source; its own choice when absent. */
  readonly cases: number | undefined;
  /** Live events a second of the demo source. */
  readonly rate: number;
  /** Size of each monitor of the virtual display, used only where there is no real one. */
  readonly size: Size;
  readonly locale: 'vi' | 'en';
}

/** A wall that is being shown must move at any hour: about the pace of a busy working day. */
const LIVELY_RATE = 0.5;

export const USAGE = `npm start -- [--data-dir DIR] [--no-demo] [--port PORT] [--cases N] [--rate EVENTS_PER_SECOND]
             [--size ${SIZES.join('|')}] [--locale vi|en]`;

function refuse(sentence: string): never {
  throw new Failure(`${sentence}\n${USAGE}`, 2);
}

/** Where programs keep the user's data on this system. */
export function defaultDataDir(env: NodeJS.ProcessEnv = process.env): string {
  if (process.platform === 'win32')
    return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'ioc-wall');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'ioc-wall');
  return join(env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'ioc-wall');
}

function numberIn(
  name: string,
  text: string | undefined,
  range: { min: number; max: number; whole: boolean },
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  const fits =
    text.trim() !== '' &&
    value >= range.min &&
    value <= range.max &&
    (!range.whole || Number.isInteger(value));
  if (!fits)
    refuse(
      `--${name} must be a ${range.whole ? 'whole ' : ''}number from ${range.min} to ${range.max}, not "${text}".`,
    );
  return value;
}

function oneOf<T extends string>(name: string, text: string, choices: readonly T[]): T {
  return (
    choices.find((choice) => choice === text) ??
    refuse(`--${name} must be ${choices.join(' or ')}, not "${text}".`)
  );
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        'data-dir': { type: 'string' },
        'no-demo': { type: 'boolean', default: false },
        port: { type: 'string' },
        cases: { type: 'string' },
        rate: { type: 'string' },
        size: { type: 'string', default: '1920x1080' },
        locale: { type: 'string', default: 'vi' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    const said = error instanceof Error ? error.message.split(/\. To specify|\n/)[0] : String(error);
    return refuse(`${said?.replace(/\.$/, '') ?? 'The options cannot be read'}.`);
  }
}

/**
 * Reads the options of `npm start`; `null` when help was asked for.
 * Fails with exit code 2, naming the option at fault.
 */
export function startOptions(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): StartOptions | null {
  const given = parsed(args);
  if (given.help) return null;
  if (given['data-dir'] === '') refuse('--data-dir must name a folder.');
  return {
    dataDir: resolve(given['data-dir'] ?? defaultDataDir(env)),
    demo: !given['no-demo'],
    port: numberIn('port', given.port, { min: 1, max: 65535, whole: true }),
    cases: numberIn('cases', given.cases, { min: 1, max: 10_000_000, whole: true }),
    rate: numberIn('rate', given.rate, { min: 0, max: 100_000, whole: false }) ?? LIVELY_RATE,
    size: oneOf('size', given.size, SIZES),
    locale: oneOf('locale', given.locale, ['vi', 'en'] as const),
  };
}
