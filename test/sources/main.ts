/** Sources as programs of their own, for tests that kill them: `main.ts SETTINGS`, as JSON. */
import { z } from 'zod';
import { serveFeed } from './feed.ts';
import { fillFolder } from './folder.ts';
import { push } from './push.ts';

const file = z.string();
const setting = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('feed'), source: file, port: z.int(), allowed: file, stream: z.boolean() }),
  z.object({ kind: z.literal('push'), source: file, allowed: file, position: file, target: file }),
  z.object({ kind: z.literal('folder'), source: file, allowed: file, position: file, folder: file }),
]);
export type SourceSetting = z.infer<typeof setting>;

const given = setting.parse(JSON.parse(process.argv[2] ?? ''));
const url = given.kind === 'feed' ? await serveFeed(given.source, given) : 'http://nowhere';
process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`);
if (given.kind === 'push') await push(given.source, given);
if (given.kind === 'folder') await fillFolder(given.source, given);
