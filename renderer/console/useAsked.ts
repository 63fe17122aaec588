/** Asks the engine once, and again when told to. */
import { useCallback, useEffect, useState } from 'react';

export interface Asked<T> {
  readonly value: T | undefined;
  readonly error: unknown;
  readonly again: () => void;
}

/** `ask` must keep its identity as long as the question is the same; the answer to the one before is forgotten. */
export function useAsked<T>(ask: () => Promise<T>): Asked<T> {
  const [answer, setAnswer] = useState<{ to: () => Promise<T>; value?: T; error: unknown }>();
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((n) => n + 1), []);
  useEffect(() => {
    let here = true;
    ask().then(
      (value) => here && setAnswer({ to: ask, value, error: null }),
      (error: unknown) => here && setAnswer({ to: ask, error }),
    );
    return () => {
      here = false;
    };
  }, [ask, round]);
  const mine = answer?.to === ask ? answer : undefined;
  return { value: mine?.value, error: mine?.error ?? null, again };
}
