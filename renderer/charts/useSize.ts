import { type RefCallback, useCallback, useState } from 'react';

export interface Size {
  readonly width: number;
  readonly height: number;
  /** Pixels of one rem, for the margins of drawings. */
  readonly rem: number;
}

/** Size of the element that takes the ref, in CSS pixels; `null` while there is none or it is not laid out. */
export function useSize<E extends HTMLElement>(): [RefCallback<E>, Size | null] {
  const [size, setSize] = useState<Size | null>(null);
  const ref = useCallback((element: E | null) => {
    if (!element) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setSize((s) =>
        s && s.width === width && s.height === height && s.rem === rem ? s : { width, height, rem },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
