/** Urgent messages over everything on all screens. */
export { interruptRoutes } from './interruptRoutes.ts';
export { createInterrupts, type Interrupts } from './interrupts.ts';
