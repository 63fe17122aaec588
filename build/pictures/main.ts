/** `npm run pictures`: makes the pictures of the documentation from the running product. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { step } from '../bootstrap/say.mjs';
import { inProject } from '../paths.ts';
import { electronRuntime } from '../runtime/electron.ts';
import { setUpSystem } from '../runtime/systemPackages.ts';
import { buildChanged } from '../vite/build.ts';
import { makeAlbum } from './album.ts';
import { photographConsole } from './console.ts';
import {
  photographBriefing,
  photographFaults,
  photographFewer,
  photographFirstStart,
  photographPlayback,
  photographWall,
} from './scenes.ts';
import { openSitting } from './sitting.ts';

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
    await step('The first start', () => photographFirstStart(sitting, album));
    await step('The console', () => photographConsole(sitting, album));
    await step('The four screens', () => photographWall(sitting, album));
    await step('A scene', () => photographBriefing(sitting, album));
    await step('The record', () => photographPlayback(sitting, album));
    await step('Fewer monitors', () => photographFewer(sitting, album));
    await step('Faults, ten minutes long', () => photographFaults(sitting, album));
  } finally {
    await sitting.close();
  }
  const large = await openSitting({ runtime, dataDir, size: '3840x2160' });
  try {
    await step('A large monitor', async () => {
      await large.untilShown();
      await large.photograph(album, 'statistics-4k', 0);
    });
  } finally {
    await large.close();
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
