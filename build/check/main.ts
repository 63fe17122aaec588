/** `npm test -- [PART…]`: every check there is, or the named parts; ends with the total. */
import { availableParallelism } from 'node:os';
import { Failure } from '../bootstrap/failure.mjs';
import { auditPackages } from './audit.ts';
import { type Count, NOTHING, plus, totalLine } from './count.ts';
import { runStatic, type StaticCheck, staticChecks } from './statics.ts';
import { runSuite } from './suites.ts';

const SUITES = ['unit', 'e2e'];
/** Asks the registry for known weaknesses. */
const AUDIT = 'audit';

/** Runs the checks side by side, but never more of them than there are processors. */
async function runSideBySide(checks: readonly StaticCheck[]): Promise<Count> {
  const waiting = [...checks];
  let total = NOTHING;
  const worker = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const count = await runStatic(check);
      total = plus(total, count);
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, worker));
  return total;
}

const wanted = process.argv.slice(2);
const statics = staticChecks();
const parts = [...new Set(statics.map((check) => check.group)), AUDIT, ...SUITES];
const unknown = wanted.find((name) => !parts.includes(name));
if (unknown !== undefined)
  throw new Failure(`There is no check "${unknown}"; choose from ${parts.join(', ')}.`, 2);
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);

let total = await runSideBySide(statics.filter((check) => isWanted(check.group)));
if (isWanted(AUDIT)) total = plus(total, await auditPackages());
for (const suite of SUITES.filter(isWanted)) total = plus(total, await runSuite(suite));
process.stdout.write(`\n${totalLine(total)}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;
