/** The agency's own certificate: the good one, and each way in which one can be wrong. */
import { createPrivateKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../contract/calendar.ts';
import { ProblemError } from '../problems/index.ts';
import {
  checkAgencyCertificate,
  covers,
  leafOf,
  makeCertificate,
  mustRenew,
  type Pem,
} from './certificate.ts';

const now = Date.parse('2026-11-27T08:00:00+07:00');
const HOST = 'ioc.thads.local';
const good = await makeCertificate([HOST, '192.168.1.20'], now);
const other = await makeCertificate(['khac.thads.local'], now);

function refusalOf(given: Pem, host = HOST, at = now): [string | undefined, string] {
  try {
    checkAgencyCertificate(given, host, at);
  } catch (error) {
    if (error instanceof ProblemError) return [error.field, error.message];
    throw error;
  }
  return ['none', ''];
}

describe('a certificate of the agency', () => {
  it('is taken for each of its names, and put in one form', () => {
    for (const host of [HOST, '192.168.1.20'])
      expect(
        checkAgencyCertificate({ ...good, chain: `\r\nBag attributes\n${good.chain}` }, host, now),
      ).toEqual(good);
  });

  it('may have its key in the older form', () => {
    const key = createPrivateKey(good.key).export({ type: 'sec1', format: 'pem' }).toString();
    expect(checkAgencyCertificate({ chain: good.chain, key }, HOST, now)).toEqual(good);
  });

  const locked = createPrivateKey(good.key)
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'bí mật' })
    .toString();
  it.each<[string, Pem, string, number, string, RegExp]>([
    ['no certificate', { ...good, chain: 'chứng thư' }, HOST, now, 'certificate.chain', /no certificate/],
    [
      'a torn one',
      { ...good, chain: good.chain.replace(/\n.{64}\n/, '\n') },
      HOST,
      now,
      'certificate.chain',
      /cannot be read/,
    ],
    ['a key that is none', { ...good, key: 'khoá' }, HOST, now, 'certificate.key', /cannot be read/],
    ['a locked key', { ...good, key: locked }, HOST, now, 'certificate.key', /passphrase/],
    ['the key of another', { ...good, key: other.key }, HOST, now, 'certificate.key', /is not the key/],
    ['one that ended', good, HOST, now + 825 * DAY_MS, 'certificate.chain', /ended on/],
    ['one that is not yet valid', good, HOST, now - 2 * DAY_MS, 'certificate.chain', /not valid before/],
    ['one of other names', good, '192.168.1.21', now, 'certificate.chain', /not for 192\.168\.1\.21/],
    [
      'a stranger behind it',
      { ...good, chain: good.chain + other.chain },
      HOST,
      now,
      'certificate.chain',
      /did not sign each other/,
    ],
  ])('is refused when it is %s', (_what, given, host, at, field, words) => {
    expect(refusalOf(given, host, at)).toEqual([field, expect.stringMatching(words)]);
  });
});

it('makes certificates that are renewed before they end', () => {
  const leaf = leafOf(good);
  expect(covers(leaf, 'vm.example')).toBe(false);
  expect(mustRenew(leaf, now)).toBe(false);
  expect(mustRenew(leaf, now + 770 * DAY_MS)).toBe(true);
});
