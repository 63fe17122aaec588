/** What the engine's API says of questions in words. */
import {
  questionAnswer,
  type QuestionAnswer,
  type QuestionRequest,
  suggestedAnswer,
  type SuggestedAnswer,
} from '../../../electron/contract/questions.ts';
import { call } from '../call.ts';

export const questions = {
  ask: (request: QuestionRequest): Promise<QuestionAnswer> =>
    call('POST', '/questions', questionAnswer, request),
  suggested: async (): Promise<SuggestedAnswer['questions']> =>
    (await call('GET', '/questions/suggested', suggestedAnswer)).questions,
};
