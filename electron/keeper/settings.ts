/** What the system tells the keeper, by environment (on Linux: /etc/ioc-wall/ioc-wall.env). */
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { sentence } from './language.ts';
import { Refusal } from './refusal.ts';

const folder = z.string().refine(isAbsolute, { error: () => sentence('must_be_absolute') });
const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, {
  error: () => sentence('must_be_time'),
});

function seconds(min: number, max: number) {
  const error = () => sentence('must_be_seconds', { min, max });
  return z
    .string()
    .regex(/^\d{1,6}$/, { error })
    .transform(Number)
    .pipe(z.int().min(min, { error }).max(max, { error }));
}

const environment = z.object({
  IOC_WALL_HOME: folder.optional(),
  IOC_WALL_DATA_DIR: folder.optional(),
  IOC_WALL_KEYS_DIR: folder.optional(),
  IOC_WALL_UPDATE_FROM: z
    .string()
    .refine((from) => isAbsolute(from) || /^https?:$/.test(URL.parse(from)?.protocol ?? ''), {
      error: () => sentence('must_be_origin'),
    })
    .optional(),
  IOC_WALL_QUIET_FROM: timeOfDay.default('02:00'),
  IOC_WALL_QUIET_UNTIL: timeOfDay.default('04:00'),
  IOC_WALL_TRIAL_S: seconds(1, 3600).default(120),
  IOC_WALL_PATIENCE_S: seconds(1, 7200).default(300),
  IOC_WALL_FLAGS: z.string().default(''),
  IOC_WALL_LOCALE: z.enum(['vi', 'en'], { error: () => sentence('must_be_locale') }).default('vi'),
});

export interface Settings {
  /** Where the engine's database and the shell's files are. */
  dataDir: string;
  /** Where versions lie that came as updates, with the ledger of them. */
  versionsDir: string;
  /** Public keys (PEM, Ed25519) whose signatures count. */
  keysDir: string;
  /** Folder or address that updates come from. */
  updateFrom: string;
  /** Updates are applied between these times of day in Ho Chi Minh City, `HH:MM`. */
  quiet: { from: string; until: string };
  /** So long must a new version be well without a break before it is kept, s. */
  trialS: number;
  /** So long may it take until it has been, s. */
  patienceS: number;
  /** Switches for the browser part, such as those for drawing without a graphics card. */
  flags: string[];
  locale: 'vi' | 'en';
}

/** Where everything lies unless it is told. */
function places(env: Readonly<Record<string, string | undefined>>): { home: string; keysDir: string } {
  if (process.platform !== 'win32') return { home: '/var/lib/ioc-wall', keysDir: '/etc/ioc-wall/keys' };
  const home = join(env['ProgramData'] ?? 'C:\\ProgramData', 'ioc-wall');
  return { home, keysDir: join(home, 'keys') };
}

/**
 * Reads the settings; an empty variable counts as not given.
 * @throws Refusal (64) naming the first variable at fault
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, text]) => text !== ''));
  const read = environment.safeParse(given);
  if (!read.success) {
    const issue = read.error.issues[0];
    const name = String(issue?.path[0] ?? 'environment');
    throw new Refusal(
      sentence('setting', { name, text: given[name] ?? '', must: issue?.message ?? '–' }),
      64,
    );
  }
  const { data } = read;
  const usual = places(env);
  const home = data.IOC_WALL_HOME ?? usual.home;
  return {
    dataDir: data.IOC_WALL_DATA_DIR ?? join(home, 'data'),
    versionsDir: join(home, 'versions'),
    keysDir: data.IOC_WALL_KEYS_DIR ?? usual.keysDir,
    updateFrom: data.IOC_WALL_UPDATE_FROM ?? join(home, 'updates'),
    quiet: { from: data.IOC_WALL_QUIET_FROM, until: data.IOC_WALL_QUIET_UNTIL },
    trialS: data.IOC_WALL_TRIAL_S,
    patienceS: data.IOC_WALL_PATIENCE_S,
    flags: data.IOC_WALL_FLAGS.split(/\s+/).filter((flag) => flag !== ''),
    locale: data.IOC_WALL_LOCALE,
  };
}
