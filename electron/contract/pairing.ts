/** What a wall window is told so that a device in the room can be paired. */
import { z } from 'zod';
import { instantText } from './answers.ts';

/** A code that pairs one device, as the wall shows it. */
export const pairingNotice = z.object({
  url: z.string(),
  code: z.string(),
  fingerprint: z.string(),
  until: instantText,
});
export type PairingNotice = z.infer<typeof pairingNotice>;
