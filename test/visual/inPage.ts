/** What is written on a page, measured where it stands. Runs inside the page: it may use nothing from outside itself. */

export interface Written {
  readonly text: string;
  /** Where it stands, px of the page: left, top, width, height. */
  readonly box: readonly [number, number, number, number];
  /** Size of the type, px. */
  readonly size: number;
  /** Contrast of the letters against what is behind them, as WCAG 2.2 computes it. */
  readonly contrast: number;
  /** Words of elements around it, for whoever looks for the fault. */
  readonly where: string;
  /** How much of it, px, an element that hides what does not fit, or the screen's edge, cuts off. */
  readonly cut: number;
}

export function readPage(): Written[] {
  type Rgb = [number, number, number];
  const canvas = new OffscreenCanvas(1, 1);
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('There is no canvas to find colours with.');
  const known = new Map<string, [number, number, number, number]>();
  const rgba = (colour: string): [number, number, number, number] => {
    const found = known.get(colour);
    if (found) return found;
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, a = 0] = pen.getImageData(0, 0, 1, 1).data;
    const read: [number, number, number, number] = [r, g, b, a / 255];
    known.set(colour, read);
    return read;
  };
  const over = ([r, g, b, a]: [number, number, number, number], [x, y, z]: Rgb): Rgb => [
    r * a + x * (1 - a),
    g * a + y * (1 - a),
    b * a + z * (1 - a),
  ];
  const luminance = (colour: Rgb): number => {
    const [r, g, b] = colour.map((c) => {
      const s = c / 255;
      return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
    }) as Rgb;
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrastOf = (a: Rgb, b: Rgb): number => {
    const [x, y] = [luminance(a), luminance(b)];
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
  };
  const behind = (element: Element): Rgb => {
    const { stroke, paintOrder } = getComputedStyle(element);
    // Letters on a map stand on an outline of their own.
    if (element instanceof SVGElement && paintOrder.startsWith('stroke') && stroke !== 'none')
      return over(rgba(stroke), [255, 255, 255]);
    const layers: [number, number, number, number][] = [];
    for (let one: Element | null = element; one; one = one.parentElement) {
      const colour = rgba(getComputedStyle(one).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce<Rgb>((under, layer) => over(layer, under), [255, 255, 255]);
  };
  /** How much of an element is seen: filters and opacity of everything around it. */
  const seen = (element: Element): number => {
    let share = 1;
    for (let one: Element | null = element; one; one = one.parentElement) {
      const { opacity, filter } = getComputedStyle(one);
      share *= Number(opacity) * Number(/opacity\(([\d.]+)\)/.exec(filter)?.[1] ?? 1);
    }
    return share;
  };
  const isHidden = (element: Element): boolean =>
    !element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const cutOf = (element: Element, box: DOMRect): number => {
    let cut = Math.max(0, -box.left, -box.top, box.right - innerWidth, box.bottom - innerHeight);
    for (let one: Element | null = element.parentElement; one; one = one.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(one);
      const around = one.getBoundingClientRect();
      if (overflowX !== 'visible' && !(one instanceof SVGElement))
        cut = Math.max(cut, around.left - box.left, box.right - around.right);
      // Letters are lower than the line they stand in.
      const slack = box.height * 0.22;
      if (overflowY !== 'visible' && !(one instanceof SVGElement))
        cut = Math.max(cut, around.top - box.top - slack, box.bottom - around.bottom - slack);
    }
    return cut;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const written: Written[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node.textContent ?? '').trim();
    const element = node.parentElement;
    if (
      text === '' ||
      text === '\u200b' ||
      !element ||
      isHidden(element) ||
      element.closest('style, script, .unseen')
    )
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const style = getComputedStyle(element);
    const ground = behind(element);
    const ink = rgba(element instanceof SVGElement ? style.fill : style.color);
    const share = seen(element);
    const letters = over([ink[0], ink[1], ink[2], ink[3] * share], ground);
    const zoom = element.currentCSSZoom;
    const where = `${element.closest('[data-widget]')?.getAttribute('data-widget') ?? 'header'} ${element.getAttribute('class') ?? element.tagName}`;
    for (const box of range.getClientRects()) {
      // What is only measured stands far outside of everything.
      if (box.width < 1 || box.height < 1 || box.top < -10_000) continue;
      written.push({
        text,
        box: [box.left, box.top, box.width, box.height],
        size: Number.parseFloat(style.fontSize) * zoom,
        contrast: contrastOf(letters, ground),
        where,
        cut: cutOf(element, box),
      });
    }
  }
  return written;
}
