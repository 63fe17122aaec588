/** `app://`: the only place wall windows load from. Files of the built wall, and the shell's own plain pages. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
import { protocol } from 'electron';
import type { Session } from 'electron';
import { shellPage } from './shellPages.ts';
import type { Locale } from './words.ts';

export const WALL_PAGE = 'app://wall/index.html';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.geojson': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.pbf': 'application/x-protobuf',
  '.wasm': 'application/wasm',
};

/** Before the application is ready, once. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/**
 * File that an address asks for inside `root`, or `null` when it asks for anything else: another host, a way out of the
 * folder, a hidden file, a file of unknown type.
 */
export function fileFor(address: string, root: string): { path: string; type: string } | null {
  // `URL.parse` would be shorter; Electron 33 does not have it.
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'app:' || url.host !== 'wall') return null;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  if (/[\0\\]/.test(path) || path.split('/').some((part) => part.startsWith('.'))) return null;
  const file = normalize(join(root, path));
  const type = TYPES[extname(file).toLowerCase()];
  return file.startsWith(root + sep) && type !== undefined ? { path: file, type } : null;
}

/**
 * What a wall page may do. Scripts and styles from our own files only (React and the map set styles through the
 * object model, which needs no `unsafe-inline`); workers from a file, or from a blob as the map starts them; network
 * to the engine on this machine and nowhere else.
 * @param engineUrl address of the engine; `null` while there is none
 */
export function contentPolicy(engineUrl: string | null): string {
  const engine =
    engineUrl === null
      ? ''
      : ` ${new URL(engineUrl).origin} ${new URL(engineUrl).origin.replace(/^http/, 'ws')}`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "worker-src 'self' blob:",
    `connect-src 'self'${engine}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
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
