/** The seven programs that are built into `dist/`, and what each of them is made of. */
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { ROOT } from '../paths.ts';

export interface Output {
  readonly name: string;
  /** The file that is there when the build has succeeded, relative to the project. */
  readonly entry: string;
  /** Folders and files whose change makes a new build necessary, relative to the project. */
  readonly madeFrom: readonly string[];
  /** It is fetched over networks: its files are compressed when they are built. */
  readonly compressed?: boolean;
  config(): InlineConfig;
}

/** Oldest browser engine a wall window may meet: Electron 33. */
const CHROMIUM = 'chrome130';
/** Node inside Electron 33. */
const NODE_IN_ELECTRON = 'node20.18';
const NODE = 'node22.14';

function nodeProgram(options: {
  name: string;
  input: string;
  format: 'cjs' | 'es';
  target: string;
  external: string[];
  /** Whether what is imported on demand becomes files of its own, read when they are needed. */
  split?: boolean;
}): InlineConfig {
  const extension = options.format === 'cjs' ? 'cjs' : 'mjs';
  const file = options.name === 'preload' ? 'wall' : 'main';
  return {
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: options.external },
    build: {
      ssr: true,
      target: options.target,
      outDir: join(ROOT, 'dist', options.name),
      emptyOutDir: true,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: join(ROOT, options.input),
        external: options.external,
        checks: { pluginTimings: false },
        output: {
          format: options.format,
          entryFileNames: `${file}.${extension}`,
          chunkFileNames: `[name]-[hash].${extension}`,
          codeSplitting: options.split ?? false,
        },
      },
    },
  };
}

/**
 * A React application. It is served under a strict content policy: no inline script or style, no `data:` files,
 * and relative addresses, because the same files are opened from `app://` and over HTTP.
 */
function page(name: 'wall' | 'console', target: string | string[], pages = ['index']): InlineConfig {
  return {
    configFile: false,
    root: join(ROOT, 'renderer', name),
    base: './',
    logLevel: 'warn',
    publicDir: false,
    plugins: [react()],
    worker: { format: 'es' },
    optimizeDeps: { exclude: ['maplibre-gl'] },
    build: {
      target,
      outDir: join(ROOT, 'dist', name),
      emptyOutDir: true,
      sourcemap: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 3000,
      reportCompressedSize: false,
      rolldownOptions: {
        input: pages.map((one) => join(ROOT, 'renderer', name, `${one}.html`)),
        checks: { pluginTimings: false },
      },
    },
  };
}

export const OUTPUTS: readonly Output[] = [
  {
    name: 'main',
    entry: 'dist/main/main.cjs',
    madeFrom: ['electron/main', 'electron/contract'],
    config: () =>
      nodeProgram({
        name: 'main',
        input: 'electron/main/main.ts',
        format: 'cjs',
        target: NODE_IN_ELECTRON,
        external: ['electron'],
      }),
  },
  {
    name: 'preload',
    entry: 'dist/preload/wall.cjs',
    madeFrom: ['electron/preload', 'electron/contract'],
    config: () =>
      nodeProgram({
        name: 'preload',
        input: 'electron/preload/wall.ts',
        format: 'cjs',
        target: CHROMIUM,
        external: ['electron'],
      }),
  },
  {
    name: 'engine',
    entry: 'dist/engine/main.mjs',
    madeFrom: ['electron/engine', 'electron/contract'],
    config: () =>
      nodeProgram({
        name: 'engine',
        input: 'electron/engine/main.ts',
        format: 'es',
        target: NODE,
        external: ['better-sqlite3', '@node-rs/argon2'],
        // Drivers of databases, spreadsheets and brokers are many times as large as the engine itself.
        split: true,
      }),
  },
  {
    name: 'keeper',
    entry: 'dist/keeper/main.mjs',
    madeFrom: ['electron/keeper', 'electron/contract'],
    config: () =>
      nodeProgram({
        name: 'keeper',
        input: 'electron/keeper/main.ts',
        format: 'es',
        target: NODE,
        external: ['better-sqlite3'],
      }),
  },
  {
    name: 'demo-source',
    entry: 'dist/demo-source/main.mjs',
    madeFrom: ['electron/demo-source', 'electron/contract'],
    config: () =>
      nodeProgram({
        name: 'demo-source',
        input: 'electron/demo-source/main.ts',
        format: 'es',
        target: NODE,
        external: ['better-sqlite3', '@node-rs/argon2'],
      }),
  },
  {
    name: 'wall',
    entry: 'dist/wall/index.html',
    madeFrom: ['renderer', 'electron/contract', 'assets'],
    config: () => page('wall', CHROMIUM, ['index', 'safe']),
  },
  {
    name: 'console',
    entry: 'dist/console/index.html',
    madeFrom: ['renderer', 'electron/contract', 'assets'],
    compressed: true,
    config: () => page('console', 'baseline-widely-available'),
  },
];
