/** Forms over HTTP: which there are, one as its document, bringing one, withdrawing one. */
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { FORM_BYTES_MOST, form, formCode, formsAnswer } from '../../contract/forms.ts';
import type { Instant } from '../../contract/calendar.ts';
import { nameOf, recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { FormError } from './forms/compile.ts';
import type { Forms } from './forms/forms.ts';

const tags = ['reports'];
const byCode = z.object({ code: formCode });
const addedForm = z.object({ code: formCode, version: z.int(), digest: z.string() });

export function formRoutes(parts: {
  db: WritableDB;
  forms: Forms;
  now: () => Instant;
}): FastifyPluginCallbackZod {
  const { db, forms, now } = parts;
  const forKeepers = { access: 'forms.manage' } as const;

  return (app, _options, registered) => {
    app.get(
      '/reports/forms',
      {
        config: { access: 'figures.read', place: 'free' },
        schema: { tags, response: { 200: formsAnswer } },
      },
      () => forms.list(),
    );

    app.get(
      '/reports/forms/:code',
      {
        config: { access: 'figures.read', place: 'free' },
        schema: {
          tags,
          description:
            'The document of a form, as it can be changed and brought again with a higher version.',
          params: byCode,
          querystring: z.object({ version: z.coerce.number().int().min(1).optional() }),
          response: { 200: form },
        },
      },
      ({ params, query }) => forms.open(params.code, query.version).compiled.form,
    );

    app.post(
      '/reports/forms',
      {
        config: forKeepers,
        bodyLimit: FORM_BYTES_MOST,
        schema: {
          tags,
          description:
            'Brings a form. One that is wrong is refused with `faults`: everything that is wrong, each with its row, column or check.',
          body: z.record(z.string(), z.unknown()),
          response: { 201: addedForm },
        },
      },
      (request, reply) => {
        const who = nameOf(request.principal);
        const added = db
          .transaction(() => {
            const { form: open, isNew } = refusingFaults(() => forms.add(request.body, who));
            const { code, version, title, number } = open.compiled.form;
            const after = { version, title: title.vi, number, digest: open.digest };
            if (isNew)
              recordAudit(db, {
                ...{ at: now(), who, what: 'form_added', subject: `${code} ${version}`, after },
                address: request.ip,
              });
            return { code, version, digest: open.digest };
          })
          .immediate();
        reply.code(201);
        return added;
      },
    );

    app.delete(
      '/reports/forms/:code',
      {
        config: forKeepers,
        schema: {
          tags,
          description: 'No new reports are made by it; those that were made stay as they are.',
          params: byCode,
          response: { 204: z.undefined() },
        },
      },
      (request, reply) => {
        const { code } = request.params;
        db.transaction(() => {
          const { version, title, number } = forms.open(code).compiled.form;
          forms.withdraw(code);
          recordAudit(db, {
            ...{ at: now(), who: nameOf(request.principal), what: 'form_withdrawn', subject: code },
            ...{ address: request.ip, before: { version, title: title.vi, number } },
          });
        }).immediate();
        return reply.code(204).send();
      },
    );
    registered();
  };
}

/** @throws ProblemError 422 with all that is wrong with a form */
function refusingFaults<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    const [first] = error.faults;
    throw new ProblemError(422, `${first?.field}: ${first?.detail}.`, {
      ...(first && { field: first.field }),
      more: { faults: error.faults },
    });
  }
}
