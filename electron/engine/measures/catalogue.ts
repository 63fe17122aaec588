import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Indicator, indicator } from '../../contract/indicators.ts';

/** A catalogue file is wrong; the message names the file, the field and the remedy. */
export class CatalogueError extends Error {}

/**
 * Reads the indicator catalogue: one JSON file an indicator, in the order they give.
 * @throws CatalogueError if a file is not an indicator, or two share a key.
 */
export function readCatalogue(folder: string): Indicator[] {
  const found = new Map<string, Indicator>();
  for (const name of readdirSync(folder).filter((f) => f.endsWith('.json'))) {
    const file = join(folder, name);
    const read = indicator.safeParse(parse(file));
    if (!read.success) {
      const issue = read.error.issues[0];
      throw new CatalogueError(
        `${file}: ${issue?.path.join('.') || 'the file'}: ${issue?.message}. Correct the file.`,
      );
    }
    if (found.has(read.data.key))
      throw new CatalogueError(
        `${file}: key: "${read.data.key}" stands in another file too. Give it another key.`,
      );
    found.set(read.data.key, read.data);
  }
  return [...found.values()].sort((a, b) => a.order - b.order);
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CatalogueError(
      `${file} is not JSON (${error instanceof Error ? error.message : String(error)}). Correct the file.`,
    );
  }
}
