import { expect, it } from 'vitest';
import type { SessionAnswer } from '../../electron/contract/access.ts';
import { personAt, type Sitting, sittingAfter } from './session.ts';

const lan: SessionAnswer = {
  username: 'lan',
  role: 'staff',
  roleName: null,
  place: null,
  permissions: ['figures.read'],
  secondFactorMissing: false,
  password: true,
  expiresAt: '2026-10-01T08:00:00+07:00',
};
const atDesk = (change: Partial<SessionAnswer> = {}): Sitting => ({
  at: 'desk',
  person: { ...lan, ...change },
});

it('a desk stays the very same while nothing of its person has changed', () => {
  const was = atDesk();
  expect(sittingAfter(was, atDesk({ expiresAt: '2026-10-01T09:00:00+07:00' }))).toBe(was);
  const more = atDesk({ permissions: ['figures.read', 'wall.run'] });
  expect(sittingAfter(was, more)).toBe(more);
});

it('a desk stays behind the sign-in when its session ended, and gives way to whoever else comes', () => {
  const ended = sittingAfter(atDesk(), { at: 'signIn' });
  expect(ended).toEqual({ at: 'signIn', from: lan });
  expect(sittingAfter(atDesk(), { at: 'remote' })).toEqual(ended);
  expect(sittingAfter(ended, { at: 'signIn' })).toEqual(ended);
  expect(personAt(sittingAfter(ended, atDesk()))).toEqual(lan);
  expect(personAt(sittingAfter(ended, atDesk({ username: 'minh' })))?.username).toBe('minh');
});

it('an engine that is away takes no desk away', () => {
  const was = atDesk();
  expect(sittingAfter(was, { at: 'unreachable' })).toBe(was);
  expect(sittingAfter({ at: 'door' }, { at: 'unreachable' })).toEqual({ at: 'unreachable' });
});

it('nothing stays behind of whoever left', () => {
  expect(sittingAfter({ at: 'door' }, { at: 'signIn' })).toEqual({ at: 'signIn' });
});
