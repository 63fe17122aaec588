/** Layouts and scenes: documents read from disk, and the scene that the wall shows. */
export { DocumentError } from './documents.ts';
export { createLayouts, type Layouts } from './layouts.ts';
export { describeShown, sceneRoutes } from './sceneRoutes.ts';
