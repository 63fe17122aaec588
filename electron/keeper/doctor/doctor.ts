/** `ioc-wall doctor`: looks at everything the wall needs, and says the remedy of what is wrong. */
import { lookAtData } from './data.ts';
import { lookAtDisplay } from './display.ts';
import { CHECKS, type Finding } from './finding.ts';
import { lookAtMachine } from './machine.ts';

export interface Patient {
  dataDir: string;
  /** The wall's program file. */
  program: string;
  /** Number of the schema that the program knows. */
  schema: number;
  /** What is known of the program's own files, and of updates. */
  own: readonly (Finding | Promise<Finding>)[];
  /** ms */
  now: number;
}

/** Everything there is to find, in the order of `CHECKS`. */
export async function examine({ dataDir, program, schema, own, now }: Patient): Promise<Finding[]> {
  const [machine, display, known] = await Promise.all([
    lookAtMachine(dataDir, program),
    lookAtDisplay(),
    Promise.all(own),
  ]);
  const all = [...known, ...machine, ...display, ...lookAtData(dataDir, schema, now)];
  return all.sort((a, b) => CHECKS.indexOf(a.id) - CHECKS.indexOf(b.id));
}
