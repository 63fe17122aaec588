/** People's own dashboards, and those that were sent to a monitor of the wall. */
export { createBoardExports } from './boardExports.ts';
export { dashboardRoutes } from './dashboardRoutes.ts';
export { createDashboards } from './dashboards.ts';
export { exportRoutes } from './exportRoutes.ts';
export { placedOnDashboards } from './placed.ts';
export { createSending } from './sending.ts';
export { sentRoutes } from './sentRoutes.ts';
export { readTemplates } from './templates.ts';
