/** Follows the guides: every command that is marked so is run, in a checkout or on a machine of its own. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProject, ROOT } from '../../build/paths.ts';
import { type CleanRoot, cleanRootLacks, layCleanRoot } from './support/cleanRoot.ts';
import { describeWithRuntime, runtimeUnderTest } from './support/ground.ts';
import { type Packages, packagesUnderTest } from './support/packages.ts';

/** In the order in which a new administrator reads them. */
const GUIDES = [
  'docs/operations/installation.md',
  'docs/operations/doctor.md',
  'docs/operations/updates.md',
  'docs/operations/fault-finding.md',
  'docs/operations/backup-and-restore.md',
  'docs/vi/quan-tri-may.md',
];
const BLOCK = /^```sh run(=checkout)?\n([\s\S]*?)^```$/gm;

interface Commands {
  readonly guide: string;
  readonly where: 'checkout' | 'machine';
  readonly script: string;
}

const commands: Commands[] = GUIDES.flatMap((guide) =>
  [...readFileSync(inProject(guide), 'utf8').matchAll(BLOCK)].map(([, checkout, script = '']) => ({
    guide,
    where: checkout === undefined ? ('machine' as const) : ('checkout' as const),
    script,
  })),
);

/** What a stick with an update and its key looks like. */
function plugIn(root: CleanRoot, packages: Packages): void {
  const stick = root.path('media', 'usb');
  mkdirSync(stick, { recursive: true });
  cpSync(packages.next.folder, join(stick, 'ioc-wall-99.0.0-linux-x64.update'), { recursive: true });
  cpSync(packages.publicKey, join(stick, 'key.pem.pub.pem'));
}

/** A machine as one is before the first command: the package in the home of an administrator who may use sudo. */
function prepare(root: CleanRoot, packages: Packages): void {
  const sudo = root.path('usr', 'bin', 'sudo');
  writeFileSync(
    sudo,
    '#!/bin/sh\nif [ "$1" = -u ]; then user=$2; shift 2; exec runuser -u "$user" -- "$@"; fi\nexec "$@"\n',
  );
  chmodSync(sudo, 0o755);
  // What the package recommends is a whole X server: it is not fetched for a test.
  writeFileSync(root.path('etc', 'apt', 'apt.conf.d', '99guides'), 'APT::Install-Recommends "false";\n');
  cpSync(packages.deb, root.path('root', 'ioc-wall_0.1.0_amd64.deb'));
  plugIn(root, packages);
}

describe('the guides', () => {
  it('have commands to follow', () => {
    for (const guide of GUIDES)
      expect(
        commands.filter((one) => one.guide === guide),
        guide,
      ).not.toEqual([]);
  });
  it('lead to pages that are there', () => {
    const folders = ['docs', 'docs/operations', 'docs/vi', 'docs/decisions'];
    for (const folder of folders)
      for (const name of readdirSync(inProject(folder)).filter((one) => one.endsWith('.md')))
        for (const [, link = ''] of readFileSync(inProject(folder, name), 'utf8').matchAll(
          /\]\((?!https?:|#)([^)#\s]+)/g,
        ))
          expect(() => readdirOrFile(inProject(folder, link)), `${folder}/${name} → ${link}`).not.toThrow();
  });
});

function readdirOrFile(path: string): void {
  try {
    readdirSync(path);
  } catch {
    readFileSync(path);
  }
}

describeWithRuntime('the guides in a checkout', () => {
  afterAll(() => rmSync(inProject('out', 'guide'), { recursive: true, force: true }));
  it.each(commands.filter(({ where }) => where === 'checkout'))('$guide: $script', ({ script }) => {
    const ran = spawnSync('/bin/sh', ['-e', '-c', script], { cwd: ROOT, encoding: 'utf8' });
    expect(ran.status, `${ran.stdout}${ran.stderr}`).toBe(0);
  });
});

const lacking = cleanRootLacks();
(lacking === undefined ? describeWithRuntime : describe.skip)(
  `the guides on a machine${lacking === undefined ? '' : ` [${lacking}]`}`,
  () => {
    let root: CleanRoot;
    beforeAll(async () => {
      const packages = await packagesUnderTest(runtimeUnderTest());
      const laid = layCleanRoot();
      if (!laid) throw new Error('The root could be laid before, and cannot now.');
      root = laid;
      prepare(root, packages);
    }, 300_000);
    afterAll(() => root?.remove());

    it.each(commands.filter(({ where }) => where === 'machine'))('$guide: $script', ({ script }) => {
      writeFileSync(root.path('root', 'script'), script);
      const ran = root.run('cd /root && sh -e /root/script');
      expect(ran.code, ran.output).toBe(0);
    });
  },
);
