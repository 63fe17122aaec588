/** `npm run doctor -- [--json] [--locale vi|en] [--data-dir DIR]`: what the installed wall says by `ioc-wall doctor`, in a checkout. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LATEST_SCHEMA } from '../../electron/engine/store/index.ts';
import { examine } from '../../electron/keeper/doctor/doctor.ts';
import { exitCodeOf } from '../../electron/keeper/doctor/finding.ts';
import { asJson, asLines } from '../../electron/keeper/doctor/words.ts';
import { Failure } from '../bootstrap/failure.mjs';
import { aboutProject } from '../package/product.ts';
import { electronRuntime } from '../runtime/electron.ts';
import { defaultDataDir } from './options.ts';

const USAGE = 'npm run doctor -- [--json] [--locale vi|en] [--data-dir DIR]';

function options() {
  try {
    return parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        locale: { type: 'string', default: 'vi' },
        'data-dir': { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new Failure(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`, 2);
  }
}

const { json, locale, 'data-dir': dataDir } = options();
if (locale !== 'vi' && locale !== 'en')
  throw new Failure(`--locale must be vi or en, not "${locale}".\n${USAGE}`, 2);
const { executable } = await electronRuntime();
const findings = await examine({
  dataDir: resolve(dataDir ?? defaultDataDir()),
  program: executable,
  schema: LATEST_SCHEMA,
  // A checkout is meant to be changed, and takes no updates.
  own: [],
  now: Date.now(),
});
process.stdout.write(
  `${json ? asJson(findings, locale, aboutProject().version) : asLines(findings, locale).join('\n')}\n`,
);
process.exitCode = exitCodeOf(findings);
