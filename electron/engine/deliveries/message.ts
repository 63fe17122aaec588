/** What other capabilities hand over to be delivered. */
import { z } from 'zod';
import { deliveryKind, mailAddress } from '../../contract/deliveries.ts';

/** All attachments of a message together, bytes. Mail servers take about 25 MB after encoding. */
const ATTACHED_BYTES_MOST = 16 * 1024 * 1024;

const line = z.string().regex(/^\P{Cc}*$/u, { error: 'must be one line' });

const bytes = z.custom<Uint8Array>((given) => given instanceof Uint8Array, { error: 'must be bytes' });

export const outgoingMessage = z.strictObject({
  /** Says what it is about: the same key is put once per receiver, however often it is handed over. */
  key: z.string().min(1).max(200),
  kind: deliveryKind,
  to: z.union([
    z.strictObject({ mail: z.array(mailAddress).min(1).max(200) }),
    /** Id of an endpoint. */
    z.strictObject({ endpoint: z.string().min(1) }),
  ]),
  subject: line.min(1).max(500),
  text: z.string(),
  html: z.string().optional(),
  attachments: z
    .array(z.strictObject({ name: line.min(1).max(200), type: line.min(1).max(200), bytes }))
    .max(20)
    .refine((all) => all.reduce((sum, { bytes }) => sum + bytes.length, 0) <= ATTACHED_BYTES_MOST, {
      error: 'must be 16 MiB together at most',
    })
    .optional(),
  /** The JSON that a webhook carries under `data`; a mail does not show it. */
  data: z.record(z.string(), z.unknown()).optional(),
});
export type OutgoingMessage = z.infer<typeof outgoingMessage>;

/** What of a message goes out, beside its subject. */
export type MessageContent = Pick<OutgoingMessage, 'text' | 'html' | 'data'>;
export type Attachment = NonNullable<OutgoingMessage['attachments']>[number];
