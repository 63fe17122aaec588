import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OptionError, readOptions } from './options.ts';

describe('the command line', () => {
  it('needs a data folder, and listens on a free port of this machine', () => {
    expect(readOptions(['--data-dir', 'data'])).toEqual({
      dataDir: resolve('data'),
      host: '127.0.0.1',
      port: 0,
      demoUrl: null,
      noDemo: false,
      rebuild: 'no',
    });
  });

  it('may ask for the cube to be made anew, or only compared', () => {
    expect(readOptions(['--data-dir', 'd', '--rebuild']).rebuild).toBe('write');
    expect(readOptions(['--data-dir', 'd', '--compare']).rebuild).toBe('compare');
  });

  it.each(['127.0.0.1', '127.3.2.1', 'localhost', '::1'])('listens on %s', (host) => {
    expect(readOptions(['--data-dir', 'd', '--host', host]).host).toBe(host);
  });

  it.each([
    [[], '--data-dir'],
    [['--data-dir', ''], '--data-dir'],
    [['--data-dir'], '--data-dir'],
    [['--data-dir', 'd', '--prot', '80'], '--prot'],
    [['--data-dir', 'd', 'stray'], 'stray'],
    [['--data-dir', 'd', '--port', '65536'], '--port'],
    [['--data-dir', 'd', '--port', '-1'], '--port'],
    [['--data-dir', 'd', '--port', '80a'], '--port'],
    [['--data-dir', 'd', '--host', '0.0.0.0'], '--host'],
    [['--data-dir', 'd', '--host', 'example.org'], '--host'],
    [['--data-dir', 'd', '--demo-url', 'nowhere'], '--demo-url'],
    [['--data-dir', 'd', '--demo-url', 'file:///etc'], '--demo-url'],
    [['--data-dir', 'd', '--no-demo', '--demo-url', 'http://127.0.0.1:1'], '--no-demo'],
    [['--data-dir', 'd', '--no-demo=yes'], '--no-demo'],
  ])('refuses %j in one sentence that names %s', (args, name) => {
    let error: unknown;
    try {
      readOptions(args);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(OptionError);
    const { message } = error as OptionError;
    expect(message).toContain(name);
    expect(message).toMatch(/^[^\n]+\.$/);
  });
});
