import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

export interface Size {
  readonly width: number;
  readonly height: number;
  /** Pixels of one rem, for the margins of drawings. */
  readonly rem: number;
}

/** Size of an element in CSS pixels, `null` until it is laid out. */
export function useSize<E extends HTMLElement>(): [RefObject<E | null>, Size | null] {
  const element = useRef<E>(null);
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    const measure = () => {
      const width = target.clientWidth;
      const height = target.clientHeight;
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setSize((s) =>
        s && s.width === width && s.height === height && s.rem === rem ? s : { width, height, rem },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, []);
  return [element, size];
}
