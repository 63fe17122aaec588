/** A language model that helps to understand questions, where an administrator sets one. */
import type { FastifyPluginCallback, FastifyPluginAsync } from 'fastify';
import type { Instant } from '../../contract/calendar.ts';
import type { Measures } from '../measures/index.ts';
import type { Questions } from '../questions/index.ts';
import type { WritableDB } from '../store/index.ts';
import { createAssistant } from './assistant.ts';
import { languageModelRoutes } from './languageModelRoutes.ts';
import { createModelSettings } from './settings.ts';

export interface HelpedParts {
  readonly db: WritableDB;
  readonly dataDir: string;
  readonly measures: Measures;
  readonly questions: Questions;
  /** The engine's own time, and the instant of the data clock. */
  readonly now: () => Instant;
  readonly shownAt: () => Instant;
  readonly failed: (sentence: string) => void;
}

/** Reasons for which a model is asked: what the engine understood and refused is no business of a model. */
const WORTH = new Set(['off_field', 'too_complex']);

/** Questions with the help of the model, and its routes. Where it is off, the engine's own understanding stands alone. */
export function helpedQuestions(parts: HelpedParts): {
  questions: Questions;
  routes: FastifyPluginCallback | FastifyPluginAsync;
} {
  const { db, questions, now } = parts;
  const settings = createModelSettings(db, parts.dataDir);
  const assistant = createAssistant({ ...parts, settings, now: parts.shownAt });
  return {
    questions: {
      ...questions,
      async ask(request, reach, at) {
        const answer = await questions.ask(request, reach, at);
        // A wall asks every few seconds, of an instant of its own: only people's questions are helped with.
        const worth = answer.outcome === 'cannot' && WORTH.has(answer.reason) && at === undefined;
        if (!worth || request.text === undefined) return answer;
        return (await assistant.help(request.text, reach)) ?? answer;
      },
    },
    routes: languageModelRoutes({ db, settings, assistant, now }),
  };
}
