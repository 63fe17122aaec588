/** `npm run rig -- [SIZE]`: four virtual monitors to try things on, until it is ended. */
import { endWith, Failure } from '../bootstrap/failure.mjs';
import { setUpSystem } from '../runtime/systemPackages.ts';
import { startRig } from './rig.ts';
import { SIZES } from './sizes.ts';

const [wanted = '1920x1080'] = process.argv.slice(2);
const size = SIZES.find((known) => known === wanted);
if (size === undefined) throw new Failure(`The size must be ${SIZES.join(' or ')}, not "${wanted}".`, 2);
await setUpSystem({ rig: true });
const rig = await startRig(size);
process.stdout.write(`DISPLAY=${rig.display}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    rig.stop().then(() => process.exit(0), endWith);
  });
