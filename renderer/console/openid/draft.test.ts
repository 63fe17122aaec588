import { describe, expect, it } from 'vitest';
import { openIdRequest, openIdSettings } from '../../../electron/contract/openid.ts';
import { draftOf, requestOf } from './draft.ts';

const LEAST = {
  issuer: 'https://dangnhap.thads.local/realms/ioc',
  clientId: 'ioc-wall',
  name: { vi: 'Cổng', en: 'Portal' },
};

describe('the draft of the settings', () => {
  it.each([
    LEAST,
    {
      ...LEAST,
      scopes: ['groups'],
      usernameClaim: 'email',
      linking: 'by_claim',
      newPeople: { role: 'staff', place: 'HCM' },
      groups: { claim: 'nhom', roles: [{ group: 'lãnh đạo', role: 'leader' }] },
      secondFactor: { acr: ['urn:two'], amr: ['otp', 'mfa'] },
      passwords: 'administrators',
      authority: '-----BEGIN CERTIFICATE-----',
    },
  ])('asks for what is set, when nothing was typed', (given) => {
    const settings = openIdSettings.parse(given);
    const asked = openIdRequest.parse(requestOf(draftOf(settings, true)));
    expect(asked).toEqual(settings);
    expect('clientSecret' in asked).toBe(false);
  });

  it('sends a secret that was typed, or that there is none', () => {
    const draft = draftOf(openIdSettings.parse(LEAST), true);
    expect(requestOf({ ...draft, secretIs: 'give', clientSecret: 'x' }).clientSecret).toBe('x');
    expect(requestOf({ ...draft, secretIs: 'none', clientSecret: 'x' }).clientSecret).toBeNull();
    expect(draftOf(null, false).secretIs).toBe('give');
  });
});
