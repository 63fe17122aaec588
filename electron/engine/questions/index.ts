/** Questions in words: understood as typed queries, and answered from the engine's figures. */
export { questionRoutes } from './questionRoutes.ts';
export { createQuestions, type Questions } from './questions.ts';
export { fold } from './fold.ts';
