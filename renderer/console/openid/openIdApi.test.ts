import { expect, it } from 'vitest';
import { saidByAddress, startAddress } from './openIdApi.ts';

it('asks to be led back to the page that was wanted, and to no other place', () => {
  expect(startAddress('#people')).toBe('/api/v1/openid/start?back=%2F%23people');
  expect(startAddress('#dashboards/ab12/versions')).toContain('back=%2F%23dashboards%2Fab12%2Fversions');
  for (const hash of ['', '#<script>', `#${'x'.repeat(400)}`])
    expect(startAddress(hash)).toBe('/api/v1/openid/start?back=%2F');
});

it('reads what the engine says in the address', () => {
  expect(saidByAddress('#sign-in=not_linked')).toBe('not_linked');
  expect(saidByAddress('#people')).toBeNull();
});
