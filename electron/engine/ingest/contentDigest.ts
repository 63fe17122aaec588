import { createHash } from 'node:crypto';

/** Opens or closes what is within, or is text of the canonical form. */
type Piece = { text: string } | { value: unknown };

/**
 * Digest of a JSON value: equal for values that say the same, whatever the order of fields and the way numbers are
 * written. Without recursion, because a line may be nested deeper than the stack.
 */
export function contentDigest(value: unknown): Buffer {
  const hash = createHash('sha256');
  const open: Piece[] = [{ value }];
  for (let piece = open.pop(); piece; piece = open.pop()) {
    if ('text' in piece) hash.update(piece.text);
    else for (const part of partsOf(piece.value).reverse()) open.push(part);
  }
  return hash.digest();
}

function partsOf(value: unknown): Piece[] {
  if (typeof value !== 'object' || value === null)
    // Too large a number is read as infinity, which JSON cannot write; −0 is 0.
    return [{ text: typeof value === 'number' ? `${value === 0 ? 0 : value}` : JSON.stringify(value) }];
  if (Array.isArray(value))
    return [
      { text: '[' },
      ...value.flatMap((item: unknown) => [{ value: item }, { text: ',' }]),
      { text: ']' },
    ];
  const fields = Object.keys(value).sort();
  return [
    { text: '{' },
    ...fields.flatMap((name) => [
      { text: `${JSON.stringify(name)}:` },
      { value: Reflect.get(value, name) as unknown },
      { text: ',' },
    ]),
    { text: '}' },
  ];
}
