/** The data clock: live or playing the record, its bookmarks, and when the wall plays by itself. */
export { createDataClock, type DataClock, type Reading } from './clock.ts';
export { clockRoutes } from './clockRoutes.ts';
