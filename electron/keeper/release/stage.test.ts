import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RELEASE_FILES } from '../../contract/release.ts';
import { type Ground, layGround, writeUpdate } from '../fixtures/versions.ts';
import { readLedger } from './ledger.ts';
import { lookForUpdate } from './look.ts';
import { installedVersion } from './versions.ts';

let ground: Ground;
beforeEach(() => {
  ground = layGround();
});
afterEach(() => ground.remove());

function look(over: { updateFrom?: string; platform?: string; again?: boolean; refused?: string[] } = {}) {
  const { settings, installed } = ground;
  return lookForUpdate(
    {
      settings: { ...settings, updateFrom: over.updateFrom ?? settings.updateFrom },
      ledger: { ...readLedger(settings.versionsDir), refused: over.refused ?? [] },
      running: installedVersion(installed),
      platform: over.platform ?? 'linux-x64',
    },
    over.again,
  );
}

const inVersions = () => readdirSync(ground.settings.versionsDir);

describe('an update in a folder', () => {
  it('is staged whole, ready to run', async () => {
    writeUpdate(ground.settings.updateFrom, '1.1.0', ground.key);
    expect(await look()).toEqual({ is: 'staged', version: '1.1.0', notes: '' });
    const folder = join(ground.settings.versionsDir, '1.1.0');
    expect(statSync(join(folder, 'ioc-wall')).mode & 0o777).toBe(0o755);
    expect(existsSync(join(folder, RELEASE_FILES.signature))).toBe(true);
    expect(inVersions()).toEqual(['1.1.0']);
  });

  it('may not be there, or be old, or have failed before', async () => {
    expect(await look()).toEqual({ is: 'nothing' });
    writeUpdate(ground.settings.updateFrom, '1.0.0', ground.key);
    expect(await look()).toEqual({ is: 'old', version: '1.0.0' });
    writeUpdate(ground.settings.updateFrom, '1.2.0', ground.key);
    expect(await look({ refused: ['1.2.0'] })).toEqual({ is: 'refused', version: '1.2.0' });
    expect(await look({ refused: ['1.2.0'], again: true })).toMatchObject({ is: 'staged' });
  });

  it('is refused when a file in it was changed, and nothing of it stays', async () => {
    const { files } = writeUpdate(ground.settings.updateFrom, '1.1.0', ground.key);
    const { sha256, size } = files.find(({ path }) => path === 'ioc-wall') ?? { sha256: '', size: 0 };
    const content = join(ground.settings.updateFrom, RELEASE_FILES.content, sha256);
    const good = readFileSync(content);
    writeFileSync(content, Buffer.from(good).fill(0, 0, 1));
    await expect(look()).rejects.toThrow('ioc-wall is not what its publisher signed');
    writeFileSync(content, Buffer.concat([good, good]));
    await expect(look()).rejects.toThrow('longer than listed');
    writeFileSync(content, good.subarray(0, size - 1));
    await expect(look()).rejects.toThrow('not what its publisher signed');
    rmSync(content);
    await expect(look()).rejects.toThrow('ioc-wall cannot be read');
    expect(inVersions()).toEqual([]);
  });

  it('is refused without its signature, and when it is for another system', async () => {
    writeUpdate(ground.settings.updateFrom, '1.1.0', ground.key);
    await expect(look({ platform: 'win32-x64' })).rejects.toThrow('is for linux-x64');
    rmSync(join(ground.settings.updateFrom, RELEASE_FILES.signature));
    await expect(look()).rejects.toThrow('copy the whole update');
  });

  it('takes what is the same from the version that runs', async () => {
    const { files } = writeUpdate(ground.settings.updateFrom, '1.1.0', ground.key);
    const same = files.find(({ path }) => path.endsWith('words.txt'));
    rmSync(join(ground.settings.updateFrom, RELEASE_FILES.content, same?.sha256 ?? ''));
    expect(await look()).toMatchObject({ is: 'staged' });
  });

  it('begins anew over what was cut short', async () => {
    const partial = join(ground.settings.versionsDir, '1.1.0.partial');
    mkdirSync(partial);
    writeFileSync(join(partial, 'left over'), '');
    writeUpdate(ground.settings.updateFrom, '1.1.0', ground.key);
    await look();
    expect(inVersions()).toEqual(['1.1.0']);
    expect(existsSync(join(ground.settings.versionsDir, '1.1.0', 'left over'))).toBe(false);
  });
});

describe('an update on a server', () => {
  let server: Server;
  let asked: string[];
  beforeEach(async () => {
    asked = [];
    server = createServer((request, answer) => {
      asked.push(request.url ?? '');
      try {
        answer.end(readFileSync(join(ground.settings.updateFrom, request.url ?? '')));
      } catch {
        answer.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => void server.close());
  const address = () => {
    const at = server.address();
    return `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`;
  };

  it('is fetched, but for what is here', async () => {
    writeUpdate(ground.settings.updateFrom, '1.1.0', ground.key);
    expect(await look({ updateFrom: address() })).toMatchObject({ is: 'staged' });
    expect(asked.filter((path) => path.startsWith('/files/'))).toHaveLength(1);
  });
  it('may not be there', async () => {
    expect(await look({ updateFrom: address() })).toEqual({ is: 'nothing' });
  });
  it('may not answer', async () => {
    const gone = address();
    server.close();
    await expect(look({ updateFrom: gone })).rejects.toThrow('does not answer');
  });
});
