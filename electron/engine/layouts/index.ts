/** Layouts and scenes: documents read from disk, and the scene that the wall shows. */
export { DocumentError } from './documents.ts';
export { createLayouts, type Layouts } from './layouts.ts';
export { describeShown, sceneRoutes } from './sceneRoutes.ts';
export { createEditing } from './editing.ts';
export { editingRoutes } from './editingRoutes.ts';
export { placedInScenes } from './placed.ts';
export { createPublishing } from './publishing.ts';
export { watchDocuments } from './watching.ts';
