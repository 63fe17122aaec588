/** Changes that the engine does not have yet, held in this browser: a dropped connection or a closed page loses nothing. */
import { z } from 'zod';
import { sceneBundle } from '../../../electron/contract/sceneEditing.ts';

const held = z.object({
  /** The version the changes were made of. */
  basedOn: z.int(),
  bundle: sceneBundle,
});
export type HeldDraft = z.infer<typeof held>;

const nameOf = (username: string, id: string) => `ioc-wall-scene ${username} ${id}`;

/** `null` when there is nothing, or nothing that can be read. */
export function readHeld(username: string, id: string, from: Storage = localStorage): HeldDraft | null {
  try {
    const read = held.safeParse(JSON.parse(from.getItem(nameOf(username, id)) ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** `null` forgets it. A browser that forbids storage keeps nothing: then only the page itself holds the changes. */
export function hold(
  username: string,
  id: string,
  draft: HeldDraft | null,
  to: Storage = localStorage,
): void {
  try {
    if (draft === null) to.removeItem(nameOf(username, id));
    else to.setItem(nameOf(username, id), JSON.stringify(draft));
  } catch {
    // Said above.
  }
}
