/** The wall as the shell reports it, for the console. */
export { createWall, type Wall } from './wall.ts';
export { upkeepRoutes } from './upkeepRoutes.ts';
export { wallRoutes } from './wallRoutes.ts';
export { createOrders } from './orders.ts';
export { orderRoutes } from './orderRoutes.ts';
