/** Layout and scene files, read and checked as one set: either all of them are good, or none is used. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { type DocumentFault, layout, type SceneDocument, sceneDocument } from '../../contract/layouts.ts';
import { ROLES } from '../../contract/live.ts';

export const documentSet = z.object({ layouts: z.array(layout), scenes: z.array(sceneDocument) });
export type DocumentSet = z.infer<typeof documentSet>;

/** A file that cannot be used: which, where in it, and what to do. */
export class DocumentError extends Error {
  readonly fault: DocumentFault;
  constructor(fault: DocumentFault) {
    super(`${fault.file}, field "${fault.field}": ${fault.detail}.`);
    this.fault = fault;
  }
}

/**
 * Reads `layouts/*.json` and `scenes/*.json` of each folder; a later folder's document replaces an earlier
 * one with the same id. Throws `DocumentError` for the first file that is wrong.
 */
export function readDocuments(folders: readonly string[]): DocumentSet {
  const layouts = new Map<string, { file: string; document: z.infer<typeof layout> }>();
  const scenes = new Map<string, { file: string; document: z.infer<typeof sceneDocument> }>();
  for (const folder of folders) {
    for (const file of jsonFiles(join(folder, 'layouts'))) keep(layouts, file, layout);
    for (const file of jsonFiles(join(folder, 'scenes'))) keep(scenes, file, sceneDocument);
  }
  if (scenes.size === 0)
    throw new DocumentError({
      file: join(folders[0] ?? '', 'scenes'),
      field: 'scenes',
      detail: 'there is no scene; put at least one scene file there',
    });
  for (const { file, document } of scenes.values())
    for (const [field, id] of namedIn(document))
      if (!layouts.has(id))
        throw new DocumentError({
          file,
          field,
          detail: `there is no layout "${id}"; name one of ${[...layouts.keys()].join(', ')}`,
        });
  const documents = <T>(kept: Map<string, { document: T }>) =>
    [...kept.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { document }]) => document);
  return { layouts: documents(layouts), scenes: documents(scenes) };
}

/** Every layout that a scene names, with the field it is named in. */
function namedIn({ layouts, span, parts = [] }: z.infer<typeof sceneDocument>): [string, string][] {
  return [
    ...ROLES.flatMap((role) => namedBy(`layouts.${role}`, layouts[role])),
    ...(span ? [['span.layout', span.layout] satisfies [string, string]] : []),
    ...parts.map((id, i): [string, string] => [`parts.${i}`, id]),
  ];
}

function namedBy(field: string, named: SceneDocument['layouts']['map']): [string, string][] {
  if (typeof named === 'string') return [[field, named]];
  return named.layouts.map((id, i) => [`${field}.layouts.${i}`, id]);
}

function jsonFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function keep<T extends { id: string }>(
  kept: Map<string, { file: string; document: T }>,
  file: string,
  schema: z.ZodType<T>,
): void {
  const parsed = schema.safeParse(readJson(file));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') || 'the document';
    throw new DocumentError({ file, field, detail: `${issue?.message ?? 'is not valid'}; correct it` });
  }
  const { id } = parsed.data;
  if (basename(file) !== `${id}.json`)
    throw new DocumentError({
      file,
      field: 'id',
      detail: `"${id}" must be the name of the file without ".json"`,
    });
  kept.set(id, { file, document: parsed.data });
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DocumentError({ file, field: 'the document', detail: `it is not readable JSON (${why})` });
  }
}
