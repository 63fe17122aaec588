/** One file that was brought: its preview, kept while the engine is out of reach, and what became of it. */
import { useCallback, useEffect, useState } from 'react';
import type { ImportHead, ImportOptions, ImportPreview } from '../../../electron/contract/organisation.ts';
import { ApiError } from '../call.ts';
import { organisation } from './organisationApi.ts';

/** Asked again this often while the engine does not answer, ms. */
const AGAIN_MS = 2_000;

interface Held {
  readonly preview?: ImportPreview | undefined;
  readonly applied?: ImportHead | undefined;
  readonly error: unknown;
}

export interface OpenImport extends Held {
  /** What goes on. */
  readonly busy: 'loading' | 'choosing' | 'applying' | null;
  /** The engine does not answer: what is shown stays, and is asked for again. */
  readonly lost: boolean;
  readonly choose: (options: ImportOptions) => void;
  readonly apply: () => void;
  readonly reload: () => void;
}

function isLost(error: unknown): boolean {
  return error instanceof ApiError && error.status === 0;
}

/** What is known of an import: its preview, or that it was applied. */
async function ask(number: number): Promise<Held> {
  try {
    return { preview: await organisation.preview(number), error: null };
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 409) throw error;
    const applied = (await organisation.imports()).find(
      (one) => one.number === number && one.applied !== null,
    );
    if (!applied) throw error;
    return { applied, error: null };
  }
}

export function useImport(number: number): OpenImport {
  const [held, setHeld] = useState<Held>({ error: null });
  const [busy, setBusy] = useState<OpenImport['busy']>('loading');
  const [lost, setLost] = useState(false);
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((n) => n + 1), []);

  useEffect(() => {
    let here = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const turn = () =>
      ask(number).then(
        (found) => {
          if (!here) return;
          // A refusal that led here stays to be read beside the new preview.
          setHeld((before) => ({ ...found, error: before.error }));
          setBusy(null);
          setLost(false);
        },
        (error: unknown) => {
          if (!here) return;
          if (isLost(error)) {
            setLost(true);
            timer = setTimeout(() => void turn(), AGAIN_MS);
            return;
          }
          setHeld((before) => ({ ...before, error }));
          setBusy(null);
          setLost(false);
        },
      );
    void turn();
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [number, round]);

  /** After a failure nobody knows what the engine has done: it is asked. */
  function failed(error: unknown): void {
    setBusy('loading');
    setLost(isLost(error));
    setHeld((before) => ({ ...before, error: isLost(error) ? null : error }));
    reload();
  }

  return {
    ...held,
    busy,
    lost,
    reload,
    choose(options) {
      setBusy('choosing');
      setHeld((before) => ({ ...before, error: null }));
      organisation.choose(number, options).then((preview) => {
        setHeld({ preview, error: null });
        setBusy(null);
      }, failed);
    },
    apply() {
      if (!held.preview) return;
      setBusy('applying');
      setHeld((before) => ({ ...before, error: null }));
      organisation.apply(number, held.preview.state).then((applied) => {
        setHeld({ applied, error: null });
        setBusy(null);
      }, failed);
    },
  };
}
