export { createFace, type Face } from './face.ts';
