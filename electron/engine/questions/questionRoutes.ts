/** Questions over HTTP. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { questionAnswer, questionRequest, suggestedAnswer } from '../../contract/questions.ts';
import type { Questions } from './questions.ts';

/** The capability itself knows no unit outside the asker's part, and tells of none. */
const config = { access: 'figures.read', place: 'narrowed' } as const;
/** Room for what is too long by the rule, so that the refusal can say so. */
const BODY_MAX = 256 * 1024;
const tags = ['questions'];

export function questionRoutes(questions: Questions): FastifyPluginCallbackZod {
  return (app, _options, registered) => {
    app.post(
      '/questions',
      {
        config,
        bodyLimit: BODY_MAX,
        schema: {
          tags,
          description:
            'Answers a question in words (Vietnamese, with or without diacritics, or English), or a query as it stands. The answer carries the query, so that it can be changed and sent back; `previous` is the query before, for a question that goes on from it.',
          body: questionRequest,
          response: { 200: questionAnswer },
        },
      },
      ({ body, reach }) => questions.ask(body, reach),
    );

    app.get(
      '/questions/suggested',
      {
        config,
        schema: {
          tags,
          description: 'Questions to begin with, by the role of whoever asks.',
          response: { 200: suggestedAnswer },
        },
      },
      ({ principal, reach }) =>
        questions.suggested(reach, principal?.kind === 'person' ? principal.role : null),
    );
    registered();
  };
}
