/** Asks the engine again and again while somebody looks. */
import { useCallback, useEffect, useState } from 'react';

export interface Polled<T> {
  readonly value: T | undefined;
  readonly error: unknown;
  /** Asks now. */
  readonly refresh: () => void;
}

/** `ask` must keep its identity; a page in the background does not ask. */
export function usePolled<T>(ask: () => Promise<T>, everyMs: number): Polled<T> {
  const [value, setValue] = useState<T>();
  const [error, setError] = useState<unknown>(null);
  const [round, setRound] = useState(0);
  const refresh = useCallback(() => setRound((n) => n + 1), []);
  useEffect(() => {
    let here = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function turn(): Promise<void> {
      try {
        if (document.visibilityState === 'visible') {
          const found = await ask();
          if (!here) return;
          setValue(found);
          setError(null);
        }
      } catch (failed) {
        if (here) setError(failed);
      }
      if (here) timer = setTimeout(() => void turn(), everyMs);
    }
    void turn();
    const seen = () => {
      if (document.visibilityState === 'visible') refresh();
    };
    document.addEventListener('visibilitychange', seen);
    return () => {
      here = false;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [ask, everyMs, round, refresh]);
  return { value, error, refresh };
}
