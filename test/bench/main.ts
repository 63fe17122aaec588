/** `npm run bench -- [NAME]`: one JSON object a line. */
import { ingest } from './ingest.ts';
import { painted } from './painted.ts';
import { read } from './read.ts';
import { start } from './start.ts';

const BENCHES: Record<string, () => Promise<void>> = { ingest, read, painted, start };

const names = process.argv.slice(2);
const unknown = names.find((name) => !(name in BENCHES));
if (unknown !== undefined) {
  process.stderr.write(
    `There is no benchmark "${unknown}": choose among ${Object.keys(BENCHES).join(', ')}.\n`,
  );
  process.exit(2);
}
for (const [name, run] of Object.entries(BENCHES))
  if (names.length === 0 || names.includes(name)) await run();
