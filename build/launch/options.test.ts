import { describe, expect, it } from 'vitest';
import { Failure } from '../bootstrap/failure.mjs';
import { defaultDataDir, startOptions } from './options.ts';

function refusalOf(args: string[]): Failure {
  try {
    startOptions(args, {});
  } catch (error) {
    if (error instanceof Failure) return error;
  }
  throw new Error('It was not refused.');
}

describe('options of npm start', () => {
  it('has a default for everything', () => {
    expect(startOptions([], { XDG_DATA_HOME: '/d' })).toEqual({
      dataDir: '/d/ioc-wall',
      demo: true,
      port: undefined,
      cases: undefined,
      rate: 0.5,
      size: '1920x1080',
      locale: 'vi',
    });
  });

  it('reads each of them', () => {
    const args = '--data-dir /x --no-demo --port 8443 --cases 2000 --rate 0.25 --size 3840x2160 --locale en';
    expect(startOptions(args.split(' '), {})).toEqual({
      dataDir: '/x',
      demo: false,
      port: 8443,
      cases: 2000,
      rate: 0.25,
      size: '3840x2160',
      locale: 'en',
    });
  });

  it.each([
    [['--prot', '1'], '--prot'],
    [['wall'], 'wall'],
    [['--port', '70000'], '--port'],
    [['--port', '1.5'], '--port'],
    [['--port', ''], '--port'],
    [['--cases', '-1'], '--cases'],
    [['--rate', 'fast'], '--rate'],
    [['--size', '800x600'], '--size'],
    [['--locale', 'fr'], '--locale'],
    [['--data-dir', ''], '--data-dir'],
    [['--data-dir'], '--data-dir'],
  ])('refuses %j with exit code 2, naming the option', (args, name) => {
    const refusal = refusalOf(args);
    expect(refusal.exitCode).toBe(2);
    expect(refusal.message.split('\n')[0]).toContain(name);
  });

  it('answers a call for help with nothing to start', () => {
    expect(startOptions(['--help'], {})).toBeNull();
  });

  it('takes the data folder of the user when XDG_DATA_HOME is empty', () => {
    expect(defaultDataDir({ XDG_DATA_HOME: '' })).toMatch(/ioc-wall$/);
  });
});
