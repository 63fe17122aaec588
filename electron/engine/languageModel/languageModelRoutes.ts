/** The language model: set, switched off, tried; for whoever manages the system. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  languageModelAnswer,
  type LanguageModelAnswer,
  languageModelRequest,
  languageModelTrial,
} from '../../contract/languageModel.ts';
import { QUESTION_MAX } from '../../contract/questions.ts';
import type { Instant } from '../../contract/calendar.ts';
import { nameOf, recordAudit } from '../access/index.ts';
import type { WritableDB } from '../store/index.ts';
import type { Assistant } from './assistant.ts';
import { ModelError } from './completions.ts';
import type { KeptModel, ModelSettings } from './settings.ts';

const config = { access: 'system.manage' } as const;
const tags = ['questions'];

export function languageModelRoutes(parts: {
  db: WritableDB;
  settings: ModelSettings;
  assistant: Assistant;
  now: () => Instant;
}): FastifyPluginCallbackZod {
  const { db, settings, assistant, now } = parts;
  const answer = (): LanguageModelAnswer => settings.now() ?? { settings: null, keySet: false };
  /** As the audit trail keeps it: that there is a key, and not which. */
  const told = (kept: KeptModel | null) => kept && { ...kept.settings, keySet: kept.keySet };

  return (app, _options, registered) => {
    app.get('/questions/model', { config, schema: { tags, response: { 200: languageModelAnswer } } }, answer);

    app.put(
      '/questions/model',
      {
        config,
        schema: {
          tags,
          description:
            'Sets the language model that helps where a question is not understood. While it is on, questions that were not understood, the names of units and indicators of the asker’s part, and the sentences that answer them leave for its address; single cases and people never do.',
          body: languageModelRequest,
          response: { 200: languageModelAnswer },
        },
      },
      (request) => {
        db.transaction(() => {
          const before = told(settings.now());
          settings.set(request.body);
          recordAudit(db, {
            ...{ at: now(), who: nameOf(request.principal), address: request.ip, before },
            ...{ what: 'language_model_changed', subject: request.body.url, after: told(settings.now()) },
          });
        })();
        return answer();
      },
    );

    app.post(
      '/questions/model/trial',
      {
        config,
        schema: {
          tags,
          description: 'Puts a question to the model that is set, on or off, and says what became of it.',
          body: z.strictObject({ text: z.string().min(1).max(QUESTION_MAX) }),
          response: { 200: languageModelTrial },
        },
      },
      async ({ body, reach }) => {
        try {
          const found = await assistant.attempt(body.text, reach);
          return { answer: found, reason: found === null ? 'No language model is set.' : null };
        } catch (error) {
          if (error instanceof ModelError) return { answer: null, reason: error.message };
          throw error;
        }
      },
    );
    registered();
  };
}
