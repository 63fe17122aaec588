/** `app://`: the only place wall windows load from. Files of the built wall, and the shell's own plain pages. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { protocol } from 'electron';
import type { Session } from 'electron';
import { contentPolicy, fileFor } from './appFiles.ts';
import { shellPage } from './shellPages.ts';
import type { Locale } from './words.ts';

export const WALL_PAGE = 'app://wall/index.html';

/** Before the application is ready, once. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

export interface AppPages {
  /** Folder of the built wall. */
  root: string;
  locale: Locale;
  engineUrl(): string | null;
  /** Why the engine refuses to run, for the fault page. */
  faultSentence(): string;
}

/** Answers `app://` in this session. */
export function serveApp(session: Session, pages: AppPages): void {
  session.protocol.handle('app', async (request) => {
    if (request.method !== 'GET') return new Response(null, { status: 405 });
    const own = shellPage(request.url, pages);
    if (own) return own;
    const file = fileFor(request.url, pages.root);
    const size = file && (await sizeOf(file.path));
    if (!file || size === null) return new Response('Not found', { status: 404 });
    return new Response(Readable.toWeb(createReadStream(file.path)) as ReadableStream, {
      headers: {
        'content-type': file.type,
        'content-length': String(size),
        'content-security-policy': contentPolicy(pages.engineUrl()),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    });
  });
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : null;
  } catch {
    return null;
  }
}
