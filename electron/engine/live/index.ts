/** The live connection: subscriptions answered at the data clock, and what each window is to show. */
export { createLive, type Live } from './live.ts';
export { liveRoutes } from './liveRoutes.ts';
