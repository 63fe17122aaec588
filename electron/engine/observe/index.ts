/** What the engine says of itself: measures, log files, how the system is. */
export { openLogFile, type LogFile } from './logFile.ts';
export { createObserve, type Observe } from './observe.ts';
export { databaseSizes, metricsRoutes, systemRoutes } from './systemRoutes.ts';
