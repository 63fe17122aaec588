import { expect, test } from 'vitest';
import { readOptions } from './options.ts';
import { HANDLED } from './record.ts';

const now = Date.parse('2026-11-22T09:30:00+07:00');

test('without arguments it is the whole sector as of the last midnight', () => {
  expect(readOptions([], now)).toMatchObject({ port: 0, seed: '1', cases: HANDLED, rate: null, asOf: null });
  expect(readOptions(['--as-of', '2026-11-22T00:00:00+07:00'], now).asOf).toBeNull();
});

test('arguments are read', () => {
  const args =
    '--port 4555 --seed s --cases 18000 --rate 0.5 --as-of 2026-03-31T17:00:00+07:00 --drop 0.1 --away refuse';
  expect(readOptions(args.split(' '), now)).toMatchObject({
    port: 4555,
    seed: 's',
    cases: 18_000,
    rate: 0.5,
    asOf: Date.parse('2026-03-31T17:00:00+07:00'),
    faults: { drop: 0.1, away: 'refuse' },
  });
});

test.each([
  [['--port', 'abc'], /--port must be a whole number from 0 to 65535/],
  [['--port', ''], /--port/],
  [['--cases', '10'], /--cases must be a whole number from 500/],
  [['--rate', 'fast'], /--rate must be a number/],
  [['--rate=-1'], /--rate must be a number from 0/],
  [['--as-of', 'yesterday'], /--as-of must be a date-time with offset/],
  [['--as-of', '2027-01-01T00:00:00+07:00'], /--as-of .* lies in the future; give/],
  [['--away', 'x'], /--away must be refuse or unavailable/],
  [['--garbage', '2'], /--garbage must be a number from 0 to 1/],
  [['--prot', '1'], /'--prot'; use npm run demo-source/],
  [['4555'], /use npm run demo-source/],
])('%j is refused in one sentence', (args, message) => {
  expect(() => readOptions(args, now)).toThrow(message);
});
