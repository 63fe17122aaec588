/** What the bootstrap or the service unit tells the shell, by environment. */
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { EXIT } from './exits.ts';

const path = z.string().refine(isAbsolute, { error: 'must be an absolute path' });

const environment = z.object({
  IOC_WALL_DATA_DIR: path.optional(),
  IOC_WALL_NODE: path.optional(),
  IOC_WALL_ASSETS: path.optional(),
  IOC_WALL_DEMO_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address, such as http://127.0.0.1:8099' })
    .optional(),
  IOC_WALL_LOCALE: z.enum(['vi', 'en'], { error: 'must be vi or en' }).default('vi'),
  IOC_WALL_REST_S: z
    .string()
    .regex(/^\d{1,4}$/, { error: 'must be a number of seconds from 1 to 3600' })
    .transform(Number)
    .pipe(z.int().min(1).max(3600, { error: 'must be a number of seconds from 1 to 3600' }))
    .default(60),
  IOC_WALL_GIVE_UP_S: z
    .string()
    .regex(/^\d{1,6}$/, { error: 'must be a number of seconds' })
    .transform(Number)
    .pipe(z.int().min(1, { error: 'must be a number of seconds, at least 1' }))
    .optional(),
  IOC_WALL_PULSE: z.enum(['yes', 'no'], { error: 'must be yes or no' }).default('no'),
  IOC_WALL_PORT: z
    .string()
    .regex(/^\d{1,5}$/, { error: 'must be a port number from 1 to 65535' })
    .transform(Number)
    .pipe(z.int().min(1).max(65535, { error: 'must be a port number from 1 to 65535' }))
    .optional(),
});

export interface Options {
  /** Where everything the wall keeps is kept; `undefined` is the user's own application folder. */
  dataDir: string | undefined;
  /** A Node that can run the engine, for an Electron whose own is too old. */
  node: string | undefined;
  assets: string | undefined;
  /** Feed of the demo source; `undefined` shows no demo figures. */
  demoUrl: string | undefined;
  locale: 'vi' | 'en';
  /** How long a window whose budget is spent rests, s. */
  restS: number;
  /**
   * Without an answer of the engine for so long the wall ends, s: for those who have it started again. Left out, it never
   * gives up, since nothing else would bring the screens back.
   */
  giveUpS: number | undefined;
  /** Whether it says on standard output how it is, every few seconds: to a keeper. */
  pulse: boolean;
  /** Port of the engine on loopback; `undefined` takes a free one. */
  port: number | undefined;
}

/** The wall cannot start; the message is one sentence with what is at fault and the remedy. */
export class StartRefusal extends Error {
  readonly exitCode: number;
  constructor(sentence: string, exitCode: number) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/**
 * Reads the options; an empty variable counts as not given.
 * @throws StartRefusal naming the first variable at fault
 */
export function readOptions(env: Readonly<Record<string, string | undefined>>): Options {
  const given = Object.fromEntries(Object.entries(env).filter(([, text]) => text !== ''));
  const read = environment.safeParse(given);
  if (!read.success) {
    const issue = read.error.issues[0];
    const name = String(issue?.path[0] ?? 'environment');
    throw new StartRefusal(
      `${name}: "${given[name] ?? ''}" ${issue?.message ?? 'cannot be used'}; correct or unset it.`,
      EXIT.badOption,
    );
  }
  return {
    dataDir: read.data.IOC_WALL_DATA_DIR,
    node: read.data.IOC_WALL_NODE,
    assets: read.data.IOC_WALL_ASSETS,
    demoUrl: read.data.IOC_WALL_DEMO_URL,
    locale: read.data.IOC_WALL_LOCALE,
    restS: read.data.IOC_WALL_REST_S,
    giveUpS: read.data.IOC_WALL_GIVE_UP_S,
    pulse: read.data.IOC_WALL_PULSE === 'yes',
    port: read.data.IOC_WALL_PORT,
  };
}
