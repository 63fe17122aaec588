/** Acts of the remote control, one at a time, each with its result said. */
import { useCallback, useState } from 'react';
import { useStrings } from '../../ui/index.ts';
import { useFailureWords } from '../failure.ts';

export interface Outcome {
  readonly good: boolean;
  readonly words: string;
}

export interface Acts {
  readonly busy: boolean;
  readonly outcome: Outcome | null;
  /** Does it, says how it went; `done` is the key of what is said when it went well. */
  act(done: string, doing: () => Promise<unknown>): void;
}

export function useActs(after: () => void): Acts {
  const { t } = useStrings('remote');
  const words = useFailureWords();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const act = useCallback(
    (done: string, doing: () => Promise<unknown>) => {
      setBusy(true);
      doing()
        .then(
          () => setOutcome({ good: true, words: t(`done.${done}`) }),
          (error: unknown) => setOutcome({ good: false, words: words(error) }),
        )
        .finally(() => {
          setBusy(false);
          after();
        });
    },
    [t, words, after],
  );
  return { busy, outcome, act };
}
