/** `npm run engine`: the engine alone, with the console it serves built beside it. */
import { pathToFileURL } from 'node:url';
import { Failure } from '../bootstrap/failure.mjs';
import { say } from '../bootstrap/say.mjs';
import { inProject } from '../paths.ts';
import { buildChanged } from '../vite/build.ts';

try {
  await buildChanged(['console']);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  say(`${error.message}\nThe engine runs without its console.`);
}
const program = inProject('electron', 'engine', 'main.ts');
process.argv[1] = program;
await import(pathToFileURL(program).href);
