/** Signing in by OpenID Connect, when an administrator set it. */
export { identitiesOf, type Identity } from './identities.ts';
export { createOpenId, type OpenId } from './openId.ts';
export type { Origins } from './origins.ts';
export { openIdRoutes } from './settingsRoutes.ts';
export { openIdSignInRoutes } from './signInRoutes.ts';
