/** The package itself: what is in it, what its program can be talked into, and whether it comes out the same again. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARCHIVE_MAX, bytesBelow, INSTALLED_MAX } from '../../build/package/budget.ts';
import { digestOf, makeElsewhere } from '../../build/package/elsewhere.ts';
import { FUSES, fusesOf } from '../../build/package/fuses.ts';
import { isThere } from '../../build/runtime/command.ts';
import { end } from '../../build/rig/processes.ts';
import { describeOnRig, describeWithRuntime, runtimeUnderTest } from './support/ground.ts';
import { EPOCH, type Packages, packagesUnderTest } from './support/packages.ts';

let packages: Packages;
const program = (...parts: string[]) => join(packages.program, ...parts);
const archive = () => program('resources', 'app.asar');
const inArchive = (path: string) => extractFile(archive(), path).toString('utf8');

describeWithRuntime('the package', () => {
  beforeAll(async () => {
    packages = await packagesUnderTest(runtimeUnderTest());
  }, 300_000);

  it('has its fuses as they must be, in the program itself', async () => {
    expect(await fusesOf(program('ioc-wall'))).toEqual(FUSES);
  });

  it('has in its archive the shell, the bridge and the pages, and nothing else', () => {
    const files = listPackage(archive(), { isPack: false });
    const tops = new Set(files.map((path) => path.split('/').slice(1, 3).join('/')));
    expect([...tops].sort()).toEqual(['dist', 'dist/main', 'dist/preload', 'dist/wall', 'package.json']);
    expect(files.filter((path) => path.endsWith('.map'))).toEqual([]);
  });

  it('has no source, test, map or foreign program beside it', () => {
    const all = readdirSync(packages.program, { recursive: true, encoding: 'utf8' });
    expect(
      all.filter(
        (path) =>
          /\.(?:map|ts|tsx)$|\.test\.|(?:darwin|win32).*\.node$/.test(path) && !path.endsWith('.d.ts'),
      ),
    ).toEqual([]);
    expect(all.filter((path) => path.endsWith('.node')).map((path) => path.split('/').at(-1))).toEqual(
      expect.arrayContaining(['linux-x64.node']),
    );
  });

  it('has pages without a script or style in them, of which nothing comes from elsewhere', () => {
    for (const name of ['index.html', 'safe.html']) {
      const page = inArchive(`dist/wall/${name}`);
      expect(page, name).not.toMatch(/<style|style=|\son\w+=|javascript:|https?:\/\/(?!www\.w3\.org)/i);
      for (const [, inner] of page.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g))
        expect(inner?.trim()).toBe('');
    }
    const console = readFileSync(program('resources', 'engine', 'dist', 'console', 'index.html'), 'utf8');
    expect(console).not.toMatch(/<style|style=|\son\w+=|javascript:/i);
  });

  it('has a policy that allows no inline script or style', () => {
    const shell = inArchive('dist/main/main.cjs');
    expect(shell.includes("script-src 'self'")).toBe(true);
    expect(/'unsafe-(?:inline|eval)'/.test(shell)).toBe(false);
    expect(shell.includes('openExternal')).toBe(false);
  });

  it('names in its bill of materials everything of others, each with a licence', () => {
    const bill = JSON.parse(readFileSync(program('SBOM.cdx.json'), 'utf8')) as {
      bomFormat: string;
      specVersion: string;
      components: { name: string; version: string; purl: string; licenses: unknown[] }[];
    };
    expect([bill.bomFormat, bill.specVersion]).toEqual(['CycloneDX', '1.6']);
    const names = bill.components.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'electron',
        'node',
        'react',
        'maplibre-gl',
        'fastify',
        'better-sqlite3',
        'pg',
        'zod',
      ]),
    );
    expect(bill.components.filter(({ licenses, purl }) => licenses.length === 0 || purl === '')).toEqual([]);
    const unnamed = readdirSync(program('resources', 'engine', 'node_modules'))
      .filter((name) => !name.startsWith('@'))
      .filter((name) => !names.includes(name));
    expect(unnamed).toEqual([]);
    const texts = readFileSync(program('THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const { name, version } of bill.components.filter(
      ({ name }) => !['electron', 'node'].includes(name),
    ))
      expect(texts).toContain(`${name} ${version} (`);
  });

  it('is no larger than it may be', () => {
    expect(bytesBelow(packages.program)).toBeLessThan(INSTALLED_MAX);
    expect(statSync(packages.deb).size).toBeLessThan(ARCHIVE_MAX);
  });

  it('comes out the same, byte for byte, from nothing in another place', async () => {
    if (!isThere('dpkg-deb')) return;
    const work = mkdtempSync(join(tmpdir(), 'ioc-again-'));
    try {
      expect(digestOf(await makeElsewhere(join(work, 'another'), EPOCH))).toBe(digestOf(packages.deb));
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }, 300_000);

  describe('its program', () => {
    const env = { ...process.env, IOC_WALL_PORT: 'none' };
    const run = (args: readonly string[], more: Record<string, string> = {}) => {
      const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
      const ran = spawnSync(program('ioc-wall'), [...root, ...args], {
        env: { ...env, ...more },
        encoding: 'utf8',
        timeout: 20_000,
      });
      return { code: ran.status, output: `${ran.stdout}${ran.stderr}` };
    };

    it('does not run as Node, however it is asked', () => {
      const ran = run(['-e', "console.log('as Node')"], { ELECTRON_RUN_AS_NODE: '1' });
      expect(ran.output).not.toContain('as Node');
      expect(ran.output).toContain('IOC_WALL_PORT');
    });
    it('takes no options of Node from the environment', () => {
      const folder = mkdtempSync(join(tmpdir(), 'ioc-options-'));
      const ran = run([], { NODE_OPTIONS: `--require=${join(folder, 'absent.js')}` });
      rmSync(folder, { recursive: true });
      expect(ran.output).not.toContain('absent.js');
      expect(ran.code).toBe(64);
    });
    it.each([
      '--inspect=0',
      '--inspect-brk=0',
      '--remote-debugging-port=0',
      '--remote-debugging-pipe',
      '--js-flags=--expose-gc',
    ])('refuses %s', (flag) => {
      const ran = run([flag], { IOC_WALL_PORT: '' });
      expect(ran.output).toContain('is not for a wall');
      expect(ran.output).not.toContain('Debugger listening');
      expect(ran.code).toBe(64);
    });
    it('does not open another application', () => {
      const ran = run([join(packages.program, '..', 'nothing')]);
      expect(ran.output).toContain('IOC_WALL_PORT');
    });
  });
});

describeOnRig('the program of the package', (rig) => {
  let dataDir: string;
  let wall: ChildProcess;
  beforeAll(async () => {
    packages = await packagesUnderTest(runtimeUnderTest());
    dataDir = mkdtempSync(join(tmpdir(), 'ioc-artefact-'));
    const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    wall = spawn(program('ioc-wall'), [...flags, '--disable-gpu', '--log-level=3'], {
      env: { ...rig().env, IOC_WALL_DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  }, 300_000);
  afterAll(async () => {
    await end(wall);
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('opens no inspector when it is asked by signal, and goes on', async () => {
    await new Promise((resolve) => wall.stdout?.once('data', resolve));
    wall.kill('SIGUSR1');
    const answered = await fetch('http://127.0.0.1:9229/json/list').then(
      () => true,
      () => false,
    );
    expect(answered).toBe(false);
    expect(wall.exitCode).toBeNull();
  });
});
