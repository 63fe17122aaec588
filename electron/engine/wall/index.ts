/** The wall as the shell reports it, for the console. */
export { createWall, type Wall } from './wall.ts';
export { wallRoutes } from './wallRoutes.ts';
