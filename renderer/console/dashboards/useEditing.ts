/** One dashboard being changed: every change is held in the browser at once, and kept by the engine when asked or when it answers again. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { formatInstant } from '../../../electron/contract/calendar.ts';
import type { Dashboard, DashboardDocument } from '../../../electron/contract/dashboards.ts';
import { useLive } from '../../data/index.ts';
import { beginSteps, redo, step, type Steps, undo } from '../../editor/undo.ts';
import { ApiError } from '../api.ts';
import { dashboards } from './dashboardsApi.ts';
import { dropDraft, keepDraft, readDraft } from './drafts.ts';

/** `waiting`: asked for while the engine did not answer, sent when it does. `stale`: somebody saved since. */
export type Keeping = 'kept' | 'changed' | 'sending' | 'waiting' | 'stale' | 'refused';

export interface Editing {
  readonly document: DashboardDocument | undefined;
  readonly keeping: Keeping;
  /** The newest version there is, when it is not the one the changes were made of. */
  readonly newer: Dashboard | undefined;
  readonly error: unknown;
  /** There were changes in this browser from before. */
  readonly found: boolean;
  change(document: DashboardDocument): void;
  undo: (() => void) | undefined;
  redo: (() => void) | undefined;
  save(): void;
  /** Takes the newest version; what was changed here is gone. */
  takeNewest(): void;
  /** Keeps what was changed here as the version after the newest. */
  overNewest(): void;
}

/** What waits is sent again after this, ms: with a connection, and without one. */
const TRY_AGAIN_MS = 1_000;
const REST_MS = 10_000;

export function useEditing(id: string, username: string): Editing {
  const [steps, setSteps] = useState<Steps<DashboardDocument>>();
  const [basedOn, setBasedOn] = useState(0);
  const [keeping, setKeeping] = useState<Keeping>('kept');
  const [newer, setNewer] = useState<Dashboard>();
  const [error, setError] = useState<unknown>(null);
  const [found, setFound] = useState(false);
  const link = useLive((s) => s.link);
  const document = steps?.now;

  /** What is in the page now: a save that comes back may be of something older. */
  const newest = useRef<DashboardDocument>(undefined);
  const saving = useRef({ underWay: false, askedAgain: false });

  const show = useCallback((next: Steps<DashboardDocument>) => {
    newest.current = next.now;
    setSteps(next);
  }, []);

  const take = useCallback(
    (kept: Dashboard) => {
      show(beginSteps(kept.document));
      setBasedOn(kept.version);
      setNewer(undefined);
      setKeeping('kept');
      setError(null);
    },
    [show],
  );

  useEffect(() => {
    let here = true;
    const draft = readDraft(username, id);
    const begin = (kept: Dashboard | null): void => {
      if (!here) return;
      if (!draft) {
        if (kept) take(kept);
        return;
      }
      show(kept ? step(beginSteps(kept.document), draft.document) : beginSteps(draft.document));
      setBasedOn(draft.basedOn);
      setFound(true);
      setKeeping(draft.sending ? 'waiting' : 'changed');
      if (kept && kept.version !== draft.basedOn) {
        setNewer(kept);
        setKeeping('stale');
      }
    };
    dashboards.open(id).then(begin, (failed: unknown) => {
      if (!here) return;
      setError(failed);
      // Without the engine what was changed here is still there to be worked on.
      if (failed instanceof ApiError && failed.status === 0) begin(null);
    });
    return () => {
      here = false;
    };
  }, [id, username, show, take]);

  const send = useCallback(
    async (sent: DashboardDocument, of: number) => {
      setKeeping('sending');
      const hold = (basedOn: number, document: DashboardDocument, sending: boolean) =>
        keepDraft(username, id, { basedOn, document, at: formatInstant(Date.now()), sending });
      hold(of, sent, true);
      // Two saves of the same version would meet each other as two people do.
      if (saving.current.underWay) {
        saving.current.askedAgain = true;
        return;
      }
      saving.current.underWay = true;
      setError(null);
      try {
        for (let [now, version] = [sent, of]; ; ) {
          const kept = await dashboards.save(id, { basedOn: version, document: now });
          setBasedOn(kept.version);
          setNewer(undefined);
          setFound(false);
          if (newest.current === undefined || newest.current === now) {
            dropDraft(username, id);
            return setKeeping('kept');
          }
          // What was changed meanwhile is not kept yet.
          const { askedAgain } = saving.current;
          hold(kept.version, newest.current, askedAgain);
          if (!askedAgain) return setKeeping('changed');
          saving.current.askedAgain = false;
          setKeeping('sending');
          [now, version] = [newest.current, kept.version];
        }
      } catch (failed) {
        setError(failed);
        if (!(failed instanceof ApiError) || failed.status === 0) return setKeeping('waiting');
        if (failed.status !== 409) return setKeeping('refused');
        setKeeping('stale');
        setNewer(await dashboards.open(id).catch(() => undefined));
      } finally {
        saving.current = { underWay: false, askedAgain: false };
      }
    },
    [id, username],
  );

  // What waits is tried again and again, soon where there is a connection.
  useEffect(() => {
    if (keeping !== 'waiting' || !document) return;
    const again = setTimeout(() => void send(document, basedOn), link === 'open' ? TRY_AGAIN_MS : REST_MS);
    return () => clearTimeout(again);
  }, [link, keeping, document, basedOn, send]);

  function goTo(next: Steps<DashboardDocument>): void {
    show(next);
    setKeeping((now) => (now === 'stale' ? now : 'changed'));
    keepDraft(username, id, {
      basedOn,
      document: next.now,
      at: formatInstant(Date.now()),
      sending: false,
    });
  }

  return {
    document,
    keeping,
    newer,
    error,
    found,
    change(changed) {
      if (steps) goTo(step(steps, changed));
    },
    undo: steps && steps.past.length > 0 ? () => goTo(undo(steps)) : undefined,
    redo: steps && steps.future.length > 0 ? () => goTo(redo(steps)) : undefined,
    save() {
      if (document) void send(document, basedOn);
    },
    takeNewest() {
      if (!newer) return;
      dropDraft(username, id);
      setFound(false);
      take(newer);
    },
    overNewest() {
      if (newer && document) void send(document, newer.version);
    },
  };
}
