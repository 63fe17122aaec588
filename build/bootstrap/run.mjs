/**
 * Runs a program of the project after setting up what it needs; works in a fresh clone and under Node 20.
 *
 *     node build/bootstrap/run.mjs PROGRAM [ARGUMENT…]
 */
import { setUpDependencies } from './dependencies.mjs';
import { endWith, Failure } from './failure.mjs';
import { runProgram } from './node.mjs';
import { endWithStarter } from './starter.mjs';

const [program, ...args] = process.argv.slice(2);
try {
  if (program === undefined) throw new Failure('Name the program to run, such as build/vite/main.ts.', 2);
  endWithStarter();
  await setUpDependencies();
  await runProgram(program, args);
} catch (error) {
  endWith(error);
}
