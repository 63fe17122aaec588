/** What a person at the command line asks of the keeper that runs: a file it looks for. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from './durable.ts';

const request = z.strictObject({ do: z.enum(['apply', 'go_back']) });
export type Request = z.infer<typeof request>['do'];

function fileIn(versionsDir: string): string {
  return join(versionsDir, 'request.json');
}

/** Leaves a request; it replaces one that has not been taken up. */
export function leaveRequest(versionsDir: string, what: Request): void {
  writeDurably(fileIn(versionsDir), JSON.stringify({ do: what }));
}

/** Takes a request up, once; `null` when there is none. */
export function takeRequest(versionsDir: string): Request | null {
  const file = fileIn(versionsDir);
  if (!existsSync(file)) return null;
  const text = readFileSync(file, 'utf8');
  rmSync(file, { force: true });
  try {
    return request.parse(JSON.parse(text)).do;
  } catch {
    return null;
  }
}
