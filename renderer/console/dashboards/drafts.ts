/** Changes not yet kept by the engine, held in this browser: a dropped connection or a closed page loses nothing. */
import { z } from 'zod';
import { dashboardDocument } from '../../../electron/contract/dashboards.ts';
import { instantText } from '../../../electron/contract/answers.ts';

const draft = z.object({
  /** The version the changes were made of. */
  basedOn: z.int(),
  document: dashboardDocument,
  at: instantText,
  /** The person asked for it to be kept: it is sent as soon as the engine answers. */
  sending: z.boolean(),
});
export type Draft = z.infer<typeof draft>;

const nameOf = (username: string, id: string) => `ioc-wall-dashboard ${username} ${id}`;

/** What this person changed here and the engine does not have; `null` when there is nothing, or nothing that can be read. */
export function readDraft(username: string, id: string, from: Storage = localStorage): Draft | null {
  try {
    const read = draft.safeParse(JSON.parse(from.getItem(nameOf(username, id)) ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** `false` when the browser keeps nothing: then only the page itself holds the changes. */
export function keepDraft(username: string, id: string, kept: Draft, to: Storage = localStorage): boolean {
  try {
    to.setItem(nameOf(username, id), JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(username: string, id: string, from: Storage = localStorage): void {
  try {
    from.removeItem(nameOf(username, id));
  } catch {
    // A browser that forbids storage kept nothing either.
  }
}
