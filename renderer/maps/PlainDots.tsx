/** Dots of the density map where there is no WebGL. */
import { useEffect, useRef } from 'react';
import { dotRadius } from './measures.ts';
import type { DotsPicture } from './picture.ts';
import { project, type Viewport } from './viewport.ts';

export interface PlainDotsProps {
  readonly dots: DotsPicture;
  readonly view: Viewport;
  readonly rem: number;
}

export function PlainDots({ dots, view, rem }: PlainDotsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { places } = dots;
  useEffect(() => {
    const drawing = canvas.current?.getContext('2d');
    if (!canvas.current || !drawing) return;
    drawing.clearRect(0, 0, view.width, view.height);
    drawing.fillStyle = getComputedStyle(canvas.current).color;
    const size = 2 * dotRadius(places.length / 2, rem);
    for (let i = 0; i < places.length; i += 2) {
      const [x, y] = project(view, [places[i] as number, places[i + 1] as number]);
      if (x > 0 && y > 0 && x < view.width && y < view.height)
        drawing.fillRect(x - size / 2, y - size / 2, size, size);
    }
  }, [places, view, rem]);
  return (
    <canvas
      ref={canvas}
      className="plain-map plain-dots"
      width={Math.round(view.width)}
      height={Math.round(view.height)}
      aria-hidden="true"
    />
  );
}
