import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentPolicy, fileFor } from './appFiles.ts';
import { mayRequest } from './hardening.ts';

const ROOT = '/opt/wall/dist/wall';

describe('an app:// address', () => {
  it('means a file of the built wall', () => {
    expect(fileFor('app://wall/index.html?x=1#y', ROOT)).toEqual({
      path: `${ROOT}/index.html`,
      type: 'text/html; charset=utf-8',
    });
    expect(fileFor('app://wall/assets/B%E1%BA%A3n.JS', ROOT)?.path).toBe(`${ROOT}/assets/Bản.JS`);
  });
  it.each([
    'app://wall/',
    'app://wall/notes.txt',
    'app://wall/..%2fmain%2fmain.js',
    'app://wall/a/..%2f..%2fmain.js',
    'app://wall/..%5cmain.js',
    'app://wall/.env.json',
    'app://wall/%00.js',
    'app://wall/%E0%A4%A.js',
    'app://wall2/index.html',
    'app://shell/index.html',
    'app:///index.html',
    'file:///index.html',
    'https://wall/index.html',
    'not an address',
  ])('such as %s means nothing', (address) => {
    expect(fileFor(address, ROOT)).toBeNull();
  });
  it('never means a file outside the folder', () => {
    const part = fc.constantFrom('..', '.', '%2e%2e', '%2F', '/', '%5c', 'a', 'b.js', '%00', '//', '~');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const file = fileFor(`app://wall/${parts.join('/')}.js`, ROOT);
        if (file) expect(file.path.startsWith(`${ROOT}/`) && !file.path.includes('/../')).toBe(true);
      }),
    );
  });
});

describe('the policy', () => {
  it('lets a page reach the engine and nothing else', () => {
    const policy = contentPolicy('http://127.0.0.1:8443');
    expect(policy).toContain("connect-src 'self' http://127.0.0.1:8443 ws://127.0.0.1:8443;");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
  });
});

describe('a request', () => {
  it.each([
    ['app://wall/index.html', true],
    ['blob:app://wall/1', true],
    ['http://127.0.0.1:8443/api/v1/values', true],
    ['ws://127.0.0.1:8443/api/v1/live', true],
    ['http://127.0.0.1:84430/', false],
    ['http://127.0.0.1:8443@example.org/', false],
    ['http://127.0.0.1:8443.example.org/', false],
    ['https://127.0.0.1:8443/', false],
    ['file:///etc/passwd', false],
    ['', false],
  ])('to %s: %s', (address, allowed) => {
    expect(mayRequest(address, 'http://127.0.0.1:8443')).toBe(allowed);
  });
});
