import { formatNumber, type Locale } from '../../ui/index.ts';

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** A size in the largest unit that leaves at least one of it: "1,5 GiB". */
export function sizeText(bytes: number, locale: Locale): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < UNITS.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${formatNumber(size, unit === 0 || size >= 100 ? 0 : 1, locale)} ${UNITS[unit]}`;
}
