/** Tasks: what is to be done, by whom, until when, and where it comes from. */
export { createTaskCapability } from './capability.ts';
