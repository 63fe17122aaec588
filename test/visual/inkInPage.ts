/** What is drawn on a page beside words, measured where it stands. Runs inside the page: it may use nothing from outside itself. */

export interface Mark {
  /** Its own class and that of what it stands in, or their tags. */
  readonly what: string;
  /** `#rrggbb`, or with its opacity `#rrggbbaa`. */
  readonly colour: string;
  /** px of the page: left, top, width, height. */
  readonly box: readonly [number, number, number, number];
}

export function readMarks(): Mark[] {
  const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('There is no canvas to find colours with.');
  const known = new Map<string, string>();
  const hex = (colour: string): string => {
    const found = known.get(colour);
    if (found !== undefined) return found;
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, a = 0] = pen.getImageData(0, 0, 1, 1).data;
    const two = (n: number) => n.toString(16).padStart(2, '0');
    const read = a === 0 ? '' : `#${two(r)}${two(g)}${two(b)}${a === 255 ? '' : two(a)}`;
    known.set(colour, read);
    return read;
  };
  const named = (element: Element | null): string =>
    element?.getAttribute('class')?.split(' ')[0] || (element?.tagName.toLowerCase() ?? '');
  const marks: Mark[] = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (element.childElementCount > 0 || element.closest('style, script, defs, clipPath, noscript')) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const style = getComputedStyle(element);
    const isShape = element instanceof SVGGeometryElement;
    if (!isShape && (element.textContent ?? '').trim() !== '') continue;
    const colour = isShape ? hex(style.fill) || hex(style.stroke) : hex(style.backgroundColor);
    const { left, top, width, height } = element.getBoundingClientRect();
    if (colour === '' || left > innerWidth || top > innerHeight || width + height === 0) continue;
    marks.push({
      what: `${named(element.parentElement)} ${named(element)}`,
      colour,
      box: [left, top, width, height],
    });
  }
  return marks;
}

/**
 * A picture as a grid of the mean colours of its parts, row by row, as OKLab values from 0 to 1 (lightness) and about −0.4 to 0.4.
 * @param picture a JPEG or PNG, base64
 */
export async function readTones({
  picture,
  columns,
  rows,
}: {
  picture: string;
  columns: number;
  rows: number;
}): Promise<[number, number, number][]> {
  const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes]), {
    resizeWidth: columns,
    resizeHeight: rows,
    resizeQuality: 'high',
  });
  const pen = new OffscreenCanvas(columns, rows).getContext('2d');
  if (!pen) throw new Error('There is no canvas to look at a picture with.');
  pen.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = pen.getImageData(0, 0, columns, rows);
  const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return Array.from({ length: columns * rows }, (_, i) => {
    const [r = 0, g = 0, b = 0] = [0, 1, 2].map((n) => linear((data[i * 4 + n] ?? 0) / 255));
    // Björn Ottosson, "A perceptual color space for image processing" (2020): linear sRGB to OKLab.
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return [
      0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
    ];
  });
}
