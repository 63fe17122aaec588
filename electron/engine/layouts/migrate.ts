/** Documents of older versions, brought to what this version reads. Pure. */
import { z } from 'zod';

export type DocumentKind = 'layout' | 'scene' | 'bundle';

/** A step from one schema to the next, and what it changes, for whoever brings such a document. */
interface Step {
  readonly says: string;
  readonly step: (document: Document) => Document;
}
type Document = Readonly<Record<string, unknown>>;

/** Of each kind the steps from schema 1 on: the last leads to what is read today. */
const STEPS: Readonly<Record<DocumentKind, readonly Step[]>> = {
  layout: [],
  scene: [
    {
      says: 'the scene is of schema 1, in which a role has one layout; it was brought to schema 2, in which several can take turns',
      step: (document) => ({ ...document, schema: 2 }),
    },
  ],
  bundle: [],
};

/** A document that a newer version wrote; the message is a part of a sentence, `field` where its schema stands. */
export class NewerDocumentError extends Error {
  readonly field: string;
  constructor(field: string, kind: DocumentKind, schema: number, known: number) {
    super(
      `this ${kind} is of schema ${schema} and this program knows up to ${known}; update the program, or bring a document of an older one`,
    );
    this.field = field;
  }
}

export interface Migrated {
  readonly document: unknown;
  /** What was changed, in words; empty for a document of today. */
  readonly steps: readonly string[];
}

const versioned = z.looseObject({ schema: z.int().min(1) });
const bundled = z.looseObject({ scene: z.unknown(), layouts: z.array(z.unknown()) });

/**
 * Brings a document to today's schema, and with a bundle all that is in it. What is no document of a version is left as it is,
 * for its schema to refuse. Throws `NewerDocumentError`.
 */
export function migrateDocument(kind: DocumentKind, document: unknown): Migrated {
  const own = migrateOne(kind, document, 'schema');
  if (kind !== 'bundle') return own;
  const bundle = bundled.safeParse(own.document);
  if (!bundle.success) return own;
  const scene = migrateOne('scene', bundle.data.scene, 'scene.schema');
  const layouts = bundle.data.layouts.map((one, i) => migrateOne('layout', one, `layouts.${i}.schema`));
  return {
    document: { ...bundle.data, scene: scene.document, layouts: layouts.map((one) => one.document) },
    steps: [...own.steps, ...scene.steps, ...layouts.flatMap(({ steps }) => steps)],
  };
}

function migrateOne(kind: DocumentKind, document: unknown, field: string): Migrated {
  const read = versioned.safeParse(document);
  if (!read.success) return { document, steps: [] };
  const steps = STEPS[kind];
  const { schema } = read.data;
  if (schema > steps.length + 1) throw new NewerDocumentError(field, kind, schema, steps.length + 1);
  const taken = steps.slice(schema - 1);
  return {
    document: taken.reduce<Document>((now, { step }) => step(now), read.data),
    steps: taken.map(({ says }) => says),
  };
}
