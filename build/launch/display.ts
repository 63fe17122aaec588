import { say } from '../bootstrap/say.mjs';
import { type Rig, startRig } from '../rig/rig.ts';
import type { Size } from '../rig/sizes.ts';

/** Whether windows can appear without us doing anything. On Linux the wall speaks X11, also under Wayland. */
export function hasDisplay(env: NodeJS.ProcessEnv = process.env): boolean {
  if (process.platform === 'win32' || process.platform === 'darwin') return true;
  return Boolean(env['DISPLAY']);
}

/** Starts the virtual monitors and says where they can be seen. */
export async function startVirtualDisplay(size: Size): Promise<Rig> {
  const rig = await startRig(size);
  say(
    rig.monitors === 1
      ? `There is no display: the wall is on one virtual screen, ${rig.display}.`
      : `There is no display: the wall is on ${rig.monitors} virtual monitors of ${size}, ${rig.display}; "npm run photograph -- wall.png" takes a picture.`,
  );
  return rig;
}
