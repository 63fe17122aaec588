import { describe, expect, it } from 'vitest';
import { StartRefusal, readOptions } from './options.ts';

describe('options', () => {
  it('have defaults, and an empty variable counts as not given', () => {
    const none = {
      dataDir: undefined,
      node: undefined,
      assets: undefined,
      demoUrl: undefined,
      locale: 'vi',
      restS: 60,
      giveUpS: undefined,
      pulse: false,
      port: undefined,
    };
    expect(readOptions({})).toEqual(none);
    expect(readOptions({ IOC_WALL_PORT: '', IOC_WALL_LOCALE: '' })).toEqual(none);
  });
  it('are read', () => {
    expect(
      readOptions({
        IOC_WALL_PORT: '8443',
        IOC_WALL_LOCALE: 'en',
        IOC_WALL_DATA_DIR: '/var/lib/ioc',
        IOC_WALL_DEMO_URL: 'http://127.0.0.1:1',
      }),
    ).toMatchObject({ port: 8443, locale: 'en', dataDir: '/var/lib/ioc', demoUrl: 'http://127.0.0.1:1' });
  });
  it.each([
    ['IOC_WALL_PORT', '70000'],
    ['IOC_WALL_PORT', '0'],
    ['IOC_WALL_PORT', '80a'],
    ['IOC_WALL_REST_S', '0'],
    ['IOC_WALL_GIVE_UP_S', '0'],
    ['IOC_WALL_LOCALE', 'fr'],
    ['IOC_WALL_PULSE', '1'],
    ['IOC_WALL_DATA_DIR', 'data'],
    ['IOC_WALL_DEMO_URL', 'file:///etc/passwd'],
  ])('refuse %s=%s in one sentence that names it', (name, text) => {
    const reading = () => readOptions({ [name]: text });
    expect(reading).toThrow(StartRefusal);
    expect(reading).toThrow(new RegExp(`^${name}: "${text}" .+; correct or unset it\\.$`));
  });
});
