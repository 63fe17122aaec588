/** The engine's time: never back by itself, with whatever is wrong with clocks noticed and said. */
export { createTimekeeping, type Timekeeping } from './timekeeping.ts';
export { timekeepingRoutes } from './timekeepingRoutes.ts';
