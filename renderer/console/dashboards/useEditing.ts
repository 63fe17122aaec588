/** One dashboard being changed: every change is held in the browser at once, and kept by the engine when asked or when it answers again. */
import { useCallback, useEffect, useState } from 'react';
import { formatInstant } from '../../../electron/contract/calendar.ts';
import type { Dashboard, DashboardDocument } from '../../../electron/contract/dashboards.ts';
import { useLive } from '../../data/index.ts';
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

interface Steps {
  readonly past: readonly DashboardDocument[];
  readonly now: DashboardDocument;
  readonly next: readonly DashboardDocument[];
}

/** What waits is sent again after this, ms: with a connection, and without one. */
const TRY_AGAIN_MS = 1_000;
const REST_MS = 10_000;
/** Steps that can be undone. */
const STEPS_MAX = 100;

export function useEditing(id: string, username: string): Editing {
  const [steps, setSteps] = useState<Steps>();
  const [basedOn, setBasedOn] = useState(0);
  const [keeping, setKeeping] = useState<Keeping>('kept');
  const [newer, setNewer] = useState<Dashboard>();
  const [error, setError] = useState<unknown>(null);
  const [found, setFound] = useState(false);
  const link = useLive((s) => s.link);
  const document = steps?.now;

  const take = useCallback((kept: Dashboard) => {
    setSteps({ past: [], now: kept.document, next: [] });
    setBasedOn(kept.version);
    setNewer(undefined);
    setKeeping('kept');
    setError(null);
  }, []);

  useEffect(() => {
    let here = true;
    const draft = readDraft(username, id);
    const begin = (kept: Dashboard | null): void => {
      if (!here) return;
      if (!draft) {
        if (kept) take(kept);
        return;
      }
      setSteps({ past: kept ? [kept.document] : [], now: draft.document, next: [] });
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
  }, [id, username, take]);

  const send = useCallback(
    async (sent: DashboardDocument, of: number) => {
      setKeeping('sending');
      setError(null);
      keepDraft(username, id, { basedOn: of, document: sent, at: formatInstant(Date.now()), sending: true });
      try {
        const kept = await dashboards.save(id, { basedOn: of, document: sent });
        dropDraft(username, id);
        setBasedOn(kept.version);
        setNewer(undefined);
        setFound(false);
        setKeeping('kept');
      } catch (failed) {
        setError(failed);
        if (!(failed instanceof ApiError) || failed.status === 0) return setKeeping('waiting');
        if (failed.status !== 409) return setKeeping('refused');
        setKeeping('stale');
        setNewer(await dashboards.open(id).catch(() => undefined));
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

  function goTo(next: Steps): void {
    setSteps(next);
    setKeeping((now) => (now === 'stale' ? now : 'changed'));
    keepDraft(username, id, {
      basedOn,
      document: next.now,
      at: formatInstant(Date.now()),
      sending: false,
    });
  }

  const before = steps?.past.at(-1);
  const after = steps?.next[0];
  return {
    document,
    keeping,
    newer,
    error,
    found,
    change(changed) {
      if (!steps) return;
      goTo({ past: [...steps.past, steps.now].slice(-STEPS_MAX), now: changed, next: [] });
    },
    undo:
      steps && before
        ? () => goTo({ past: steps.past.slice(0, -1), now: before, next: [steps.now, ...steps.next] })
        : undefined,
    redo:
      steps && after
        ? () => goTo({ past: [...steps.past, steps.now], now: after, next: steps.next.slice(1) })
        : undefined,
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
