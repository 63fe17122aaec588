import type { EntityReader, Found, FoundType } from './entityReader.ts';
import type { Turns } from './turns.ts';

/** Goes through what counts in some units, in the order of keys by code points; lets others have their turn. */
export async function* scan<T extends FoundType>(
  reader: EntityReader,
  turns: Turns,
  question: { type: T; units: readonly number[]; after?: string | undefined },
): AsyncGenerator<Found[T]> {
  const { type, units, after = '' } = question;
  const within = new Set(units);
  for (const key of reader.keys(type, units, after)) {
    if (turns.over()) await turns.pass();
    const found = reader.find[type](key);
    // What ever was in one of the units may be elsewhere then.
    if (found && within.has(found.state.unit)) yield found;
  }
}
