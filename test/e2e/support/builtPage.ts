/** A page that is made for tests only: built, served on loopback, and opened in a real browser. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { inProject } from '../../../build/paths.ts';
import { SOFTWARE_DRAWING } from '../../../build/runtime/flags.ts';
import { CHROMIUM } from '../../../build/runtime/systemPackages.ts';

export interface BuiltPage {
  readonly url: string;
  close(): void;
}

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** @param path folder of its `index.html`, in the project */
export async function buildPage(...path: readonly string[]): Promise<BuiltPage> {
  const folder = mkdtempSync(join(tmpdir(), 'ioc-wall-page-'));
  await build({
    configFile: false,
    root: inProject(...path),
    base: './',
    logLevel: 'warn',
    publicDir: false,
    plugins: [react()],
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, chunkSizeWarningLimit: 5000, reportCompressedSize: false },
  });
  const server = await serve(folder);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The page has no address.');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close() {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function serve(folder: string): Promise<Server> {
  const server = createServer((request, answer) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname);
    try {
      const bytes = readFileSync(join(folder, path === '/' ? 'index.html' : path));
      const type = TYPES[extname(path) || '.html'] ?? 'application/octet-stream';
      answer.setHeader('content-type', type).end(bytes);
    } catch {
      answer.writeHead(404).end();
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

export function openBrowser(flags: readonly string[] = []): Promise<Browser> {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: CHROMIUM, args: [...root, ...SOFTWARE_DRAWING, ...flags] });
}
