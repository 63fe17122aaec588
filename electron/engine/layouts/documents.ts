/** Layout and scene files, read and checked as one set: either all of them are good, or none is used. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { type DocumentFault, layout, sceneDocument } from '../../contract/layouts.ts';
import { layoutsNamedBy } from '../../contract/sceneEditing.ts';
import { migrateDocument, NewerDocumentError } from './migrate.ts';

export const documentSet = z.object({
  layouts: z.array(layout),
  scenes: z.array(sceneDocument),
  /** Scenes that a folder of the site holds, or any layout of which it holds: the file to change. */
  provisioned: z.record(z.string(), z.string()).default({}),
});
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
 * one with the same id. What comes from any but the first folder is provisioned. Documents of older versions are brought to
 * today's. Throws `DocumentError` for the first file that is wrong.
 */
export function readDocuments(folders: readonly string[]): DocumentSet {
  const layouts = new Map<string, { file: string; document: z.infer<typeof layout> }>();
  const scenes = new Map<string, { file: string; document: z.infer<typeof sceneDocument> }>();
  for (const folder of folders) {
    for (const file of jsonFiles(join(folder, 'layouts'))) keep(layouts, file, layout, 'layout');
    for (const file of jsonFiles(join(folder, 'scenes'))) keep(scenes, file, sceneDocument, 'scene');
  }
  if (scenes.size === 0)
    throw new DocumentError({
      file: join(folders[0] ?? '', 'scenes'),
      field: 'scenes',
      detail: 'there is no scene; put at least one scene file there',
    });
  for (const { file, document } of scenes.values())
    for (const [path, id] of layoutsNamedBy(document))
      if (!layouts.has(id))
        throw new DocumentError({
          file,
          field: path.join('.'),
          detail: `there is no layout "${id}"; name one of ${[...layouts.keys()].join(', ')}`,
        });
  const documents = <T>(kept: Map<string, { document: T }>) =>
    [...kept.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { document }]) => document);
  const [shipped] = folders;
  const isProvisioned = (file: string) => shipped !== undefined && !file.startsWith(join(shipped, '/'));
  const provisioned = [...scenes.values()].flatMap(({ file, document }) => {
    const files = [file, ...layoutsNamedBy(document).map(([, id]) => layouts.get(id)?.file ?? file)];
    const found = files.find(isProvisioned);
    return found === undefined ? [] : [[document.id, found] as const];
  });
  return {
    layouts: documents(layouts),
    scenes: documents(scenes),
    provisioned: Object.fromEntries(provisioned),
  };
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
  kind: 'layout' | 'scene',
): void {
  const parsed = schema.safeParse(today(file, kind));
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

/** A document as this version writes it. */
function today(file: string, kind: 'layout' | 'scene'): unknown {
  try {
    return migrateDocument(kind, readJson(file)).document;
  } catch (error) {
    if (!(error instanceof NewerDocumentError)) throw error;
    throw new DocumentError({ file, field: error.field, detail: error.message });
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DocumentError({ file, field: 'the document', detail: `it is not readable JSON (${why})` });
  }
}
