/** Questions to begin with, by kind of work: `assets/questions/suggested.json`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BUILT_IN_ROLES } from '../../contract/access.ts';
import { words } from '../../contract/questions.ts';

const suggestions = z.partialRecord(z.enum(BUILT_IN_ROLES), z.array(words));
export type Suggestions = z.infer<typeof suggestions>;

/** A missing or wrong file suggests nothing, and is said so. */
export function readSuggestions(assets: string, warn: (sentence: string) => void): Suggestions {
  const file = join(assets, 'questions', 'suggested.json');
  try {
    const read = suggestions.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    warn(
      `${file}, field "${issue?.path.join('.') ?? ''}": ${issue?.message ?? ''}. No question is suggested until it is corrected.`,
    );
  } catch (error) {
    warn(
      `${file} cannot be read as JSON (${error instanceof Error ? error.message : String(error)}): restore it.`,
    );
  }
  return {};
}

/** Of a role of the agency's own, and of one without questions, by how much is seen. */
export function suggestedFor(
  { role, place }: { role: string | null; place: string | null },
  suggestions: Suggestions,
): z.infer<typeof words>[] {
  const built = BUILT_IN_ROLES.find((one) => one === role);
  const own = built && suggestions[built];
  return own ?? (place === null ? suggestions.leader : suggestions.staff) ?? [];
}
