/** Care of the store: what keeps it whole, and brings it back when it is not. */
export { type Care, createCare } from './care.ts';
export { isInspecting } from './inspect.ts';
export { openCarefully } from './opening.ts';
export { rebuildCube } from './rebuild.ts';
export { careRoutes } from './careRoutes.ts';
