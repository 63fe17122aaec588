import { expect, it } from 'vitest';
import { carriedNode, engineProgram, packedEngine, refuseOpening } from './packed.ts';

const CHECKOUT = '/home/an/ioc-wall/dist';
const PACKAGE = '/opt/ioc-wall/resources/app.asar/dist';

it('finds the engine beside the shell in a checkout, and beside the archive in a package', () => {
  expect(packedEngine(CHECKOUT)).toBeNull();
  expect(engineProgram(CHECKOUT)).toBe('/home/an/ioc-wall/dist/engine/main.mjs');
  expect(engineProgram(PACKAGE)).toBe('/opt/ioc-wall/resources/engine/dist/engine/main.mjs');
});

it('knows of a Node only in a package', () => {
  expect(carriedNode(CHECKOUT)).toBeUndefined();
  expect(carriedNode(PACKAGE)).toBe('/opt/ioc-wall/resources/engine/bin/node');
});

it('refuses switches that open a packaged program, and names them', () => {
  const debugging = (name: string) => name === 'remote-debugging-port';
  expect(() => refuseOpening(PACKAGE, debugging, false)).toThrow('--remote-debugging-port');
  expect(() => refuseOpening(CHECKOUT, debugging, false)).not.toThrow();
});

it('lets only root go without the sandbox', () => {
  const bare = (name: string) => name === 'no-sandbox';
  expect(() => refuseOpening(PACKAGE, bare, false)).toThrow('--no-sandbox');
  expect(() => refuseOpening(PACKAGE, bare, true)).not.toThrow();
});
