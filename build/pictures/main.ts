/** `npm run pictures -- [STAGE…]`: makes the pictures of the documentation from the running product, or those of the named stages. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { step } from '../bootstrap/say.mjs';
import { inProject } from '../paths.ts';
import { electronRuntime } from '../runtime/electron.ts';
import { setUpSystem } from '../runtime/systemPackages.ts';
import { buildChanged } from '../vite/build.ts';
import { type Album, makeAlbum } from './album.ts';
import { photographConsole } from './console.ts';
import { photographFuture } from './future.ts';
import {
  photographBriefing,
  photographFaults,
  photographFewer,
  photographFirstStart,
  photographPlayback,
  photographWall,
} from './scenes.ts';
import { openSitting, type Sitting } from './sitting.ts';

interface Stage {
  readonly says: string;
  take(sitting: Sitting, album: Album): Promise<void>;
}

/** In the order in which one leaves the wall for the next. */
const STAGES: Readonly<Record<string, Stage>> = {
  start: { says: 'The first start', take: photographFirstStart },
  console: { says: 'The console', take: photographConsole },
  wall: { says: 'The four screens', take: photographWall },
  future: { says: 'What lies ahead, and questions', take: photographFuture },
  briefing: { says: 'A scene', take: photographBriefing },
  playback: { says: 'The record', take: photographPlayback },
  fewer: { says: 'Fewer monitors', take: photographFewer },
  faults: { says: 'Faults, ten minutes long', take: photographFaults },
};
/** On monitors of another size, after all the others. */
const LARGE = 'large';
const ALL = [...Object.keys(STAGES), LARGE];

const named = process.argv.slice(2);
const unknown = named.find((name) => !ALL.includes(name));
if (unknown !== undefined) {
  process.stderr.write(`There is no stage "${unknown}": name some of ${ALL.join(', ')}, or none for all.\n`);
  process.exit(2);
}
const wanted = named.length === 0 ? ALL : ALL.filter((name) => named.includes(name));
const folder = inProject('docs', 'pictures');
const work = mkdtempSync(join(tmpdir(), 'ioc-wall-pictures-'));
try {
  const runtime = await electronRuntime();
  await setUpSystem({ executable: runtime.executable, rig: true, browser: true });
  await buildChanged();
  mkdirSync(folder, { recursive: true });
  const album = makeAlbum(work, folder);
  const dataDir = join(work, 'data');
  const sitting = await openSitting({ runtime, dataDir, size: '1920x1080' });
  try {
    for (const name of wanted) {
      const stage = STAGES[name];
      if (stage) await step(stage.says, () => stage.take(sitting, album));
    }
  } finally {
    await sitting.close();
  }
  if (wanted.includes(LARGE)) {
    const large = await openSitting({ runtime, dataDir, size: '3840x2160' });
    try {
      await step('A large monitor', async () => {
        await large.untilShown();
        await large.photograph(album, 'statistics-4k', 0);
      });
    } finally {
      await large.close();
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
