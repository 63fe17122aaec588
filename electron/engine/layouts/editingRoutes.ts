/** Scenes edited from a browser: drafts, publishing, history, files. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { documentId } from '../../contract/layouts.ts';
import {
  BUNDLE_BYTES_MAX,
  draftDrop,
  draftSave,
  editableScenesAnswer,
  FILE_BYTES_MAX,
  importAnswer,
  newScene,
  publicationAnswer,
  publicationsAnswer,
  publishedAnswer,
  publishingAnswer,
  publishRequest,
  rollBackRequest,
  sceneDraft,
  sceneFile,
} from '../../contract/sceneEditing.ts';
import { nameOf } from '../access/index.ts';
import type { Editing, Editor } from './editing.ts';
import type { Publishing } from './publishing.ts';

const config = { access: 'layouts.edit' } as const;
const tags = ['layouts'];
const params = z.object({ id: documentId });
const numbered = params.extend({ number: z.coerce.number().int().min(1) });

export function editingRoutes(editing: Editing, publishing: Publishing): FastifyPluginCallbackZod {
  return (app, _options, registered) => {
    app.get(
      '/scenes/editable',
      {
        config,
        schema: {
          tags,
          description: 'Every scene with where it comes from, its last publication and its draft.',
          response: { 200: editableScenesAnswer },
        },
      },
      () => ({ scenes: editing.list() }),
    );

    app.get(
      '/scenes/publishing',
      {
        config,
        schema: {
          tags,
          description: 'The publication under way, and how far each window is with it.',
          response: { 200: publishingAnswer },
        },
      },
      () => publishing.state(),
    );

    app.post(
      '/scenes',
      {
        config,
        schema: {
          tags,
          description: 'A new scene, as a draft.',
          body: newScene,
          response: { 201: sceneDraft },
        },
      },
      (request, reply) => {
        reply.code(201);
        return editing.make(request.body, editorOf(request));
      },
    );

    app.post(
      '/scenes/import',
      {
        config,
        bodyLimit: FILE_BYTES_MAX,
        schema: {
          tags,
          description:
            'A document as /scenes/:id/file gives it, of this or an older version, as a draft; pictures in it are taken in.',
          querystring: z.object({ replace: z.enum(['true', 'false']).default('false') }),
          body: z.unknown(),
          response: { 201: importAnswer },
        },
      },
      (request, reply) => {
        reply.code(201);
        return editing.bring(request.body, request.query.replace === 'true', editorOf(request));
      },
    );

    app.delete(
      '/scenes/:id',
      {
        config,
        schema: {
          tags,
          description:
            'Takes away what was edited; a scene that is part of the program comes back as it was.',
          params,
        },
      },
      (request, reply) => {
        editing.remove(request.params.id, editorOf(request));
        return reply.code(204).send();
      },
    );

    app.get(
      '/scenes/:id/draft',
      { config, schema: { tags, params, response: { 200: sceneDraft } } },
      (request) => editing.draft(request.params.id),
    );

    app.put(
      '/scenes/:id/draft',
      {
        config,
        bodyLimit: BUNDLE_BYTES_MAX,
        schema: {
          tags,
          description:
            'Keeps a draft. Refused with 409 when somebody saved since, with who, when and what differs. The same save again is answered as the first one was.',
          params,
          body: draftSave,
          response: { 200: sceneDraft },
        },
      },
      (request) => editing.save(request.params.id, request.body, editorOf(request)),
    );

    app.post(
      '/scenes/:id/draft/drop',
      {
        config,
        schema: {
          tags,
          description: 'Drops a draft; answers with what is there then, or `null` when that was all.',
          params,
          body: draftDrop,
          response: { 200: sceneDraft.nullable() },
        },
      },
      (request) => editing.drop(request.params.id, request.body.basedOn),
    );

    app.post(
      '/scenes/:id/publish',
      {
        config,
        schema: {
          tags,
          description:
            'Has every window of the wall draw the draft out of sight; when all have, records it and shows it on all in the same tick. Refused with 409 and each window’s state when one is late, gone or cannot draw something: nothing has changed then.',
          params,
          body: publishRequest,
          response: { 200: publishedAnswer },
        },
      },
      (request) => {
        const { version, note } = request.body;
        return editing.publish(request.params.id, version, note, editorOf(request));
      },
    );

    app.post(
      '/scenes/:id/roll-back',
      {
        config,
        schema: {
          tags,
          description: 'Publishes an older publication again, in the same way.',
          params,
          body: rollBackRequest,
          response: { 200: publishedAnswer },
        },
      },
      (request) => {
        const { number, note } = request.body;
        return editing.rollBack(request.params.id, number, note, editorOf(request));
      },
    );

    app.get(
      '/scenes/:id/publications',
      { config, schema: { tags, params, response: { 200: publicationsAnswer } } },
      (request) => ({ publications: editing.publications(request.params.id) }),
    );

    app.get(
      '/scenes/:id/publications/:number',
      { config, schema: { tags, params: numbered, response: { 200: publicationAnswer } } },
      (request) => editing.publication(request.params.id, request.params.number),
    );

    app.get(
      '/scenes/:id/file',
      {
        config,
        schema: {
          tags,
          description:
            'The draft, or what is published when there is none, as a file to take along, with the pictures that it names.',
          params,
          response: { 200: sceneFile },
        },
      },
      (request, reply) => {
        const { id } = request.params;
        void reply.header('content-disposition', `attachment; filename="scene-${id}.json"`);
        return editing.file(id);
      },
    );
    registered();
  };
}

function editorOf(request: FastifyRequest): Editor {
  return { name: nameOf(request.principal), address: request.ip };
}
