/** A name as it stands inside a sentence: small first letter, unless it is an abbreviation. */
export function withinSentence(name: string): string {
  const [first = '', second = ''] = name;
  return second === second.toLocaleLowerCase() ? first.toLocaleLowerCase() + name.slice(first.length) : name;
}
