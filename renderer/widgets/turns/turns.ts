/** How things that have no room beside and under each other take turns. */

/** A page is shown for so long, ms: long enough to be read by whoever has just looked up. */
export const PAGE_MS = 20_000;

/** The things dealt to pages of at most `each` (at least one), as evenly as can be and in their order. */
export function dealt<T>(things: readonly T[], each: number): readonly (readonly T[])[] {
  const count = Math.ceil(things.length / Math.max(1, Math.floor(each)));
  const onPage = Math.ceil(things.length / count);
  return Array.from({ length: count }, (_, i) => things.slice(i * onPage, (i + 1) * onPage)).filter(
    (page) => page.length > 0,
  );
}
