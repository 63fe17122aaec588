/** Width of a letter of `--text-note` on the average of Vietnamese and English names, rem; wide enough for nearly all of them. */
const LETTER_REM = 0.82;

/** How many lines the longest of some names takes in so much room (rem); at least one. */
export function linesOf(names: readonly string[], room: number): number {
  const longest = Math.max(0, ...names.map((name) => name.length));
  return Math.max(1, Math.ceil((longest * LETTER_REM) / Math.max(1, room)));
}
