/** Where the parts of the product lie: in a checkout side by side, in a package the engine beside the archive. */
import { join, sep } from 'node:path';
import { EXIT } from './exits.ts';
import { StartRefusal } from './options.ts';

/** Folder of everything built that the shell itself is of. */
export const DIST = join(import.meta.dirname, '..');

/** Name of the archive that a packaged shell runs from. */
const ARCHIVE = 'app.asar';

/** The folder of a packaged engine, given where the shell lies; `null` when it is not packaged. */
export function packedEngine(dist: string): string | null {
  const parts = dist.split(sep);
  const at = parts.lastIndexOf(ARCHIVE);
  return at < 0 ? null : [...parts.slice(0, at), 'engine'].join(sep);
}

/** The engine's program file. */
export function engineProgram(dist: string): string {
  return join(packedEngine(dist) ?? join(dist, '..'), 'dist', 'engine', 'main.mjs');
}

/** The Node that a package carries; `undefined` when there is none but the one that is named. */
export function carriedNode(dist: string): string | undefined {
  const engine = packedEngine(dist);
  if (engine === null) return undefined;
  return join(engine, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** Switches that open the program to whoever starts it, or take its protection away; none of them belongs on a wall. */
const OPENING = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'js-flags',
  'load-extension',
  'disable-web-security',
  'allow-running-insecure-content',
  'ignore-certificate-errors',
  'host-rules',
  'host-resolver-rules',
  'proxy-server',
  'auto-open-devtools-for-tabs',
  'enable-logging',
  'single-process',
  'no-zygote',
  'disable-site-isolation-trials',
] as const;

/**
 * Refuses switches that open a packaged program; a checkout may be looked into. Root has no sandbox to lose.
 * @param has whether a switch was given
 * @throws StartRefusal naming the first of them
 */
export function refuseOpening(dist: string, has: (name: string) => boolean, isRoot: boolean): void {
  if (packedEngine(dist) === null) return;
  const found = [...OPENING, ...(isRoot ? [] : ['no-sandbox', 'disable-setuid-sandbox'])].find(has);
  if (found !== undefined)
    throw new StartRefusal(`The switch --${found} is not for a wall; start without it.`, EXIT.badOption);
}
