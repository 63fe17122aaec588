/** Pictures of walls and dashboards. */
export { imageRoutes } from './imageRoutes.ts';
export { createImages, type Images, type Place } from './images.ts';
