/** Who sits at this console. */
import { useCallback, useEffect, useState } from 'react';
import type { SessionAnswer } from '../../electron/contract/access.ts';
import { ApiError, engine } from './api.ts';
import { remote } from './remote/remoteApi.ts';

export type Sitting =
  | { readonly at: 'door' }
  | { readonly at: 'setup' }
  | { readonly at: 'signIn' }
  | { readonly at: 'desk'; readonly person: SessionAnswer }
  /** Nobody is signed in, and this device is paired with the wall. */
  | { readonly at: 'remote' }
  /** The engine does not answer; it is asked again. */
  | { readonly at: 'unreachable' };

const ASK_AGAIN_MS = 2_000;

async function find(): Promise<Sitting> {
  try {
    if (await engine.setupNeeded()) return { at: 'setup' };
    return { at: 'desk', person: await engine.session() };
  } catch (error) {
    if (error instanceof ApiError && error.status === 401)
      return (await isPaired()) ? { at: 'remote' } : { at: 'signIn' };
    return { at: 'unreachable' };
  }
}

async function isPaired(): Promise<boolean> {
  return remote.look().then(
    ({ kind }) => kind === 'device',
    () => false,
  );
}

export interface Door {
  readonly sitting: Sitting;
  /** Looks again who is here: after a setup, a sign-in, an end of the session. */
  readonly look: () => void;
}

export function useDoor(): Door {
  const [sitting, setSitting] = useState<Sitting>({ at: 'door' });
  const [looks, setLooks] = useState(0);
  const look = useCallback(() => setLooks((n) => n + 1), []);
  useEffect(() => {
    let here = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    void find().then((found) => {
      if (!here) return;
      setSitting(found);
      if (found.at === 'unreachable') again = setTimeout(look, ASK_AGAIN_MS);
    });
    return () => {
      here = false;
      clearTimeout(again);
    };
  }, [looks, look]);
  return { sitting, look };
}
