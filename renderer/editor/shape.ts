/** What a widget's configuration consists of, read from its schema: what the form is made from. */
import { z } from 'zod';
import type { Widget } from '../widgets/definition.ts';

const shape = z.object({
  type: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  /** Names something that the engine knows. */
  picks: z.enum(['unit', 'indicator', 'image']).optional(),
  default: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  minLength: z.number().optional(),
  required: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), shape).optional();
  },
  get items() {
    return shape.optional();
  },
  get anyOf() {
    return z.array(shape).optional();
  },
});
export type Shape = z.infer<typeof shape>;

const read = new WeakMap<z.ZodType, Shape>();

export function shapeOf({ config }: Pick<Widget, 'config'>): Shape {
  const known = read.get(config);
  if (known) return known;
  const made = shape.parse(z.toJSONSchema(config, { io: 'input', unrepresentable: 'any' }));
  read.set(config, made);
  return made;
}

/** The shape without the choice of nothing, and whether there was that choice. */
export function orNothing(of: Shape): { readonly shape: Shape; readonly nullable: boolean } {
  const some = of.anyOf?.find(({ type }) => type !== 'null');
  if (!some) return { shape: of, nullable: false };
  return { shape: some, nullable: of.anyOf?.some(({ type }) => type === 'null') ?? false };
}

/** What new fields begin with. */
export interface Beginnings {
  /** Key of the organisation's topmost unit. */
  readonly unit: string;
  /** Keys of the catalogue, in its order. */
  readonly indicators: readonly string[];
  /** Words for texts that must not be empty. */
  readonly words: string;
}

/** A value of that shape to begin with: only what must be there. */
export function beginningOf(of: Shape, beginnings: Beginnings): unknown {
  if (of.default !== undefined) return of.default;
  const { shape: some, nullable } = orNothing(of);
  if (nullable) return null;
  if (some.picks === 'unit') return beginnings.unit;
  if (some.picks === 'indicator') return beginnings.indicators[0] ?? '';
  if (some.enum) return some.enum[0];
  switch (some.type) {
    case 'object':
      return Object.fromEntries(
        (some.required ?? []).map((key) => [key, beginningOf(some.properties?.[key] ?? {}, beginnings)]),
      );
    case 'array':
      return Array.from({ length: some.minItems ?? 0 }, () => beginningOf(some.items ?? {}, beginnings));
    case 'integer':
    case 'number':
      return some.minimum ?? 0;
    case 'boolean':
      return false;
    default:
      return beginnings.words;
  }
}

/** The configuration that a widget begins with when it is put on a layout. */
export function beginningConfig(widget: Widget, beginnings: Beginnings): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(beginningOf(shapeOf(widget), beginnings));
}
