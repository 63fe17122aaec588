/** Screens that somebody had darkened. */
export { blankRoutes } from './blankRoutes.ts';
export { createBlanks } from './blanks.ts';
