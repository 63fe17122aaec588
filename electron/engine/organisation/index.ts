/** The organisation as files: taken out, looked at before it is brought, taken in whole or not at all. */
export { createImports, ORGANISATION_SOURCE } from './imports.ts';
export { organisationRoutes } from './organisationRoutes.ts';
