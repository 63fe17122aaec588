import { useEffect, useRef, useState } from 'react';
import './changeMark.css';

const MARKED_MS = 10_000;

/** A small bar beside a figure that changed within the last ten seconds. The first value is no change. */
export function ChangeMark({ value }: { readonly value: unknown }) {
  const marked = useChanged(value);
  return <span className="change-mark" data-on={marked || undefined} />;
}

function useChanged(value: unknown): boolean {
  const last = useRef(value);
  const [marked, setMarked] = useState(false);
  useEffect(() => {
    const before = last.current;
    last.current = value;
    if (before === value || before === null || before === undefined) return;
    setMarked(true);
    const rest = setTimeout(() => setMarked(false), MARKED_MS);
    return () => clearTimeout(rest);
  }, [value]);
  return marked;
}
