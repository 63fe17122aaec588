/** Years that are over: signed copies of their figures beside the live ones. */
export { createYears, type Years } from './years.ts';
export { yearRoutes } from './yearRoutes.ts';
export { canonicalText, digestOf } from './canonical.ts';
