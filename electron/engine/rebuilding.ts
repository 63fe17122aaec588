/** `--rebuild` and `--compare`: the cube of a data folder made anew from its versions, while no engine runs on it. */
import { rebuildCube } from './care/index.ts';
import { openStore, StoreError } from './store/index.ts';

const EXIT_DIFFERENT = 3;
const EXIT_CONFIG = 78;
/** Versions between two words of progress. */
const STEP = 500_000;

/**
 * Tells its progress and result as lines of JSON on stdout.
 * @returns the exit code: 0 when the cube was right or was put right, 3 when it only was compared and differs.
 */
export function rebuildFolder(dataDir: string, compareOnly: boolean): number {
  let told = 0;
  try {
    const store = openStore({ dataDir });
    try {
      const rebuilt = rebuildCube(store, {
        compareOnly,
        progress(versions) {
          if (versions - told < STEP) return;
          told = versions;
          say({ versions });
        },
      });
      say({ done: true, ...rebuilt });
      return compareOnly && Object.values(rebuilt.differing).some((rows) => rows > 0) ? EXIT_DIFFERENT : 0;
    } finally {
      store.close();
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return EXIT_CONFIG;
  }
}

function say(what: object): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}
