/** What is typed into the settings of OpenID, and what is asked of the engine by it. */
import type { OpenIdRequest, OpenIdSettings } from '../../../electron/contract/openid.ts';

export interface OpenIdDraft {
  readonly issuer: string;
  readonly clientId: string;
  /** `keep` the one that is kept, `give` another one, `none`. */
  readonly secretIs: 'keep' | 'give' | 'none';
  readonly clientSecret: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly scopes: string;
  readonly usernameClaim: string;
  readonly linking: OpenIdSettings['linking'];
  readonly makes: boolean;
  readonly role: string;
  readonly place: string | null;
  readonly byGroups: boolean;
  readonly groupsClaim: string;
  readonly groups: readonly { readonly group: string; readonly role: string }[];
  readonly acr: string;
  readonly amr: string;
  readonly passwords: OpenIdSettings['passwords'];
  readonly authority: string;
}

const NEW_GROUP = { group: '', role: 'viewer' };

export function draftOf(settings: OpenIdSettings | null, secretSet: boolean): OpenIdDraft {
  const { newPeople, groups } = settings ?? { newPeople: null, groups: null };
  return {
    issuer: settings?.issuer ?? '',
    clientId: settings?.clientId ?? '',
    secretIs: settings === null ? 'give' : secretSet ? 'keep' : 'none',
    clientSecret: '',
    nameVi: settings?.name.vi ?? '',
    nameEn: settings?.name.en ?? '',
    scopes: (settings?.scopes ?? ['profile', 'email']).join(' '),
    usernameClaim: settings?.usernameClaim ?? 'preferred_username',
    linking: settings?.linking ?? 'by_hand',
    makes: newPeople !== null,
    role: newPeople?.role ?? 'viewer',
    place: newPeople?.place ?? null,
    byGroups: groups !== null,
    groupsClaim: groups?.claim ?? 'groups',
    groups: groups?.roles ?? [NEW_GROUP],
    acr: (settings?.secondFactor.acr ?? []).join(' '),
    amr: (settings?.secondFactor.amr ?? []).join(' '),
    passwords: settings?.passwords ?? 'everybody',
    authority: settings?.authority ?? '',
  };
}

export function withGroup(draft: OpenIdDraft): OpenIdDraft {
  return { ...draft, groups: [...draft.groups, NEW_GROUP] };
}

const words = (text: string) => text.split(/\s+/).filter((one) => one !== '');

export function requestOf(draft: OpenIdDraft): OpenIdRequest {
  const { secretIs } = draft;
  return {
    issuer: draft.issuer.trim(),
    clientId: draft.clientId.trim(),
    ...(secretIs !== 'keep' && { clientSecret: secretIs === 'give' ? draft.clientSecret : null }),
    name: { vi: draft.nameVi, en: draft.nameEn },
    scopes: words(draft.scopes),
    usernameClaim: draft.usernameClaim.trim(),
    linking: draft.linking,
    newPeople: draft.makes ? { role: draft.role, place: draft.place } : null,
    groups: draft.byGroups ? { claim: draft.groupsClaim.trim(), roles: [...draft.groups] } : null,
    secondFactor: { acr: words(draft.acr), amr: words(draft.amr) },
    passwords: draft.passwords,
    authority: draft.authority.trim() === '' ? null : draft.authority,
  };
}
