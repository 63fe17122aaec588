/** What the wall is measured against: the same runtime with a blank window on every monitor. */
import { inProject } from '../../build/paths.ts';
import type { Rig } from '../../build/rig/rig.ts';
import { startWatched, type Watched } from '../../build/rig/watched.ts';
import { SOFTWARE_DRAWING, sandboxFlags } from '../../build/runtime/flags.ts';
import type { Runtime } from '../../build/runtime/runtime.ts';

/** @param profile folder that it keeps its own files in */
export function startBlanks(on: { readonly runtime: Runtime; readonly rig: Rig }, profile: string): Watched {
  return startWatched({
    executable: on.runtime.executable,
    args: [
      ...sandboxFlags(on.runtime),
      ...SOFTWARE_DRAWING,
      '--log-level=3',
      inProject('test', 'bench', 'blank'),
    ],
    env: { ...on.rig.env, BLANK_DATA_DIR: profile },
  });
}
