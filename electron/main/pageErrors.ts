/** Errors that a page reports to its console, where on a wall nobody would read them. */
import type { WebContents } from 'electron';
import { z } from 'zod';
import type { FaultLog } from './faultLog.ts';

const LONGEST = 500;
const LEVEL_ERROR = 3;

/** Up to Electron 34 the message comes as arguments after the event, since then as fields of the event. */
const asFields = z.object({ level: z.literal('error'), message: z.string() });
const asArguments = z.tuple([z.unknown(), z.literal(LEVEL_ERROR), z.string()]).rest(z.unknown());

export function notePageErrors(contents: WebContents, faults: FaultLog): void {
  contents.on('console-message', (...told: unknown[]) => {
    const message = errorMessage(told);
    if (message !== null) faults.add('page_error', { message: message.slice(0, LONGEST) });
  });
}

/** The message of an error as either generation of Electron tells it; `null` for anything less than an error. */
export function errorMessage(told: readonly unknown[]): string | null {
  const fields = asFields.safeParse(told[0]);
  if (fields.success) return fields.data.message;
  const args = asArguments.safeParse(told);
  return args.success ? args.data[2] : null;
}
