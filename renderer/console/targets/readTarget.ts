/** A target as people type it: `84,3`, `84.3`, `1.234.567`; `null` when it is none. Pure. */
export function readTarget(text: string, decimals: number): number | null {
  const plain = text.trim();
  if (plain === '') return null;
  // Three digits behind a point are thousands where there are fewer decimals.
  const isGrouped = /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(plain) && (decimals < 3 || plain.includes(','));
  const read = Number(isGrouped ? plain.replaceAll('.', '').replace(',', '.') : plain.replace(',', '.'));
  return Number.isFinite(read) && read >= 0 ? read : null;
}
