import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes sure of a folder that can be written. One at a time: where a system allows no folders at all, Node would try
 * to make all of them at once for ever.
 * @throws if it cannot be made or written, or is a file.
 */
export function ensureFolder(folder: string): void {
  if (!existsSync(folder)) {
    if (dirname(folder) !== folder) ensureFolder(dirname(folder));
    mkdirSync(folder);
  }
  if (!statSync(folder).isDirectory()) throw new Error(`${folder} is a file`);
  accessSync(folder, constants.W_OK);
}
