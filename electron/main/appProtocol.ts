/** `app://`: the only place wall windows load from. Files of the built wall, and the shell's own plain pages. */
import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import type { Session } from 'electron';
import { contentPolicy, fileFor } from './appFiles.ts';
import { shellPage } from './shellPages.ts';
import type { Locale } from './words.ts';

export const WALL_PAGE = 'app://wall/index.html';
/** The safe scene: the main figures in plain words, with nothing that draws in 3D. */
export const SAFE_PAGE = 'app://wall/safe.html';

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
  /** Whom to call, as somebody has written it; empty when nobody has. */
  contact(): string;
  /** How long a resting monitor rests, s. */
  restS: number;
}

/** Answers `app://` in this session. */
export function serveApp(session: Session, pages: AppPages): void {
  session.protocol.handle('app', async (request) => {
    if (request.method !== 'GET') return new Response(null, { status: 405 });
    const own = shellPage(request.url, pages);
    if (own) return own;
    const file = fileFor(request.url, pages.root);
    const bytes = file && (await bytesOf(file.path));
    if (!file || !bytes) return new Response('Not found', { status: 404 });
    return new Response(bytes, {
      headers: {
        'content-type': file.type,
        'content-length': String(bytes.length),
        'content-security-policy': contentPolicy(pages.engineUrl()),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    });
  });
}

/** Whole, because four windows wait for the same few files at once, and handing them over in pieces takes far longer. */
async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await readFile(path);
  } catch {
    return null;
  }
}
