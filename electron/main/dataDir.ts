import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from './exits.ts';
import { StartRefusal } from './options.ts';

/**
 * Makes the data folder, readable by its owner only, and returns it.
 * @throws StartRefusal when it cannot be made or written
 */
export function prepareDataDir(dataDir: string): string {
  try {
    mkdirSync(join(dataDir, 'profile'), { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.W_OK);
    return dataDir;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartRefusal(
      `The data folder ${dataDir} cannot be written (${why}); free it or name another in IOC_WALL_DATA_DIR.`,
      EXIT.dataFolder,
    );
  }
}
