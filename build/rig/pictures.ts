import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Rig } from './rig.ts';

/** Names the folder that pictures of the wall are kept in; without it none are taken. */
export const PICTURES = 'IOC_WALL_PICTURES';

/**
 * Photographs the whole wall as `NAME.png`, and each monitor as `NAME-1.png` to `NAME-4.png`, into the folder that the
 * environment names. Whoever wants pictures of what the tests bring about sets it when running them.
 */
export async function keepPicture(rig: Rig, name: string): Promise<void> {
  const folder = process.env[PICTURES];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await rig.photograph(resolve(join(folder, `${name}.png`)));
  for (let monitor = 0; rig.monitors > 1 && monitor < rig.monitors; monitor += 1)
    await rig.photograph(resolve(join(folder, `${name}-${monitor + 1}.png`)), monitor);
}
