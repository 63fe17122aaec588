/** Who sits at this console. */
import { useCallback, useEffect, useState } from 'react';
import type { SessionAnswer } from '../../electron/contract/access.ts';
import { ApiError, engine } from './api.ts';
import { remote } from './remote/remoteApi.ts';

export type Sitting =
  | { readonly at: 'door' }
  | { readonly at: 'setup' }
  /** `from`: whose session ended, with what they were doing still open behind. */
  | { readonly at: 'signIn'; readonly from?: SessionAnswer }
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

/** What is shown after somebody looked who is here: a desk stays as it is as long as nobody else has come to it. */
export function sittingAfter(was: Sitting, found: Sitting): Sitting {
  const before = personAt(was);
  if (before === undefined) return found;
  if (found.at === 'unreachable') return was;
  if (found.at === 'signIn' || found.at === 'remote') return { at: 'signIn', from: before };
  return was.at === 'desk' && found.at === 'desk' && isSame(was.person, found.person) ? was : found;
}

/** Whose desk is there: in front, or behind the sign-in. */
export function personAt(sitting: Sitting): SessionAnswer | undefined {
  if (sitting.at === 'desk') return sitting.person;
  return sitting.at === 'signIn' ? sitting.from : undefined;
}

/** The end of a session moves on with every use, and changes nothing of the desk. */
function isSame(one: SessionAnswer, other: SessionAnswer): boolean {
  return JSON.stringify({ ...one, expiresAt: '' }) === JSON.stringify({ ...other, expiresAt: '' });
}

export interface Door {
  readonly sitting: Sitting;
  /** Looks again who is here and what they may: after a setup, a sign-in, an end of the session, a change of rights. */
  readonly look: () => void;
  /** The same, after somebody left on purpose: nothing of their desk stays. */
  readonly leave: () => void;
}

export function useDoor(): Door {
  const [sitting, setSitting] = useState<Sitting>({ at: 'door' });
  const [looks, setLooks] = useState(0);
  const look = useCallback(() => setLooks((n) => n + 1), []);
  const leave = useCallback(() => {
    setSitting({ at: 'door' });
    look();
  }, [look]);
  useEffect(() => {
    let here = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    void find().then((found) => {
      if (!here) return;
      setSitting((was) => sittingAfter(was, found));
      if (found.at === 'unreachable') again = setTimeout(look, ASK_AGAIN_MS);
    });
    return () => {
      here = false;
      clearTimeout(again);
    };
  }, [looks, look]);
  return { sitting, look, leave };
}
