/** Past minutes of the wall: how the sources stood then, and pictures of what it showed. */
export { createPastPictures } from './pastPictures.ts';
export { pastRoutes } from './pastRoutes.ts';
export { createSourceHistory } from './sourceHistory.ts';
