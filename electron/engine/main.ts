/** Where the engine begins, and, once it is built into one file, each of its threads as well. */
import { isMainThread } from 'node:worker_threads';

await (isMainThread ? import('./program.ts') : import('./care/inspector.ts'));
