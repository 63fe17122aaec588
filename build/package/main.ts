/** `npm run package`: installable artefacts for this system, in `out/`. */
import { build, Platform } from 'electron-builder';
import { Failure } from '../bootstrap/failure.mjs';
import { step } from '../bootstrap/say.mjs';
import { officialElectronCanBeFetched } from '../runtime/electron.ts';
import { buildChanged } from '../vite/build.ts';
import { BUILDER } from './builder.ts';

await buildChanged();
if (!(await officialElectronCanBeFetched()))
  throw new Failure(
    'Packaging needs the official Electron, and its release host cannot be reached; set ELECTRON_MIRROR to a host that can be, then run npm run package again.',
  );
const files = await step('Packaging', () =>
  build({ targets: Platform.current().createTarget(), config: BUILDER }),
);
process.stdout.write(`${files.join('\n')}\n`);
