/** Which file an `app://` address means, and what the page it belongs to may do. */
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.geojson': 'application/json; charset=utf-8',
  '.topojson': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.pbf': 'application/x-protobuf',
  '.wasm': 'application/wasm',
};

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
