/** One scene being changed: every step is held in the browser at once and saved by itself; nobody's work is written over unseen. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { differencesBetween } from '../../../electron/contract/sceneDifferences.ts';
import {
  type DraftConflict,
  draftConflict,
  type SceneBundle,
  type SceneDraft,
} from '../../../electron/contract/sceneEditing.ts';
import { beginSteps, redo, type Steps, step, undo } from '../../editor/undo.ts';
import { ApiError } from '../call.ts';
import { hold, readHeld } from './heldDrafts.ts';
import { scenes } from './layoutsApi.ts';

/** `waiting`: the engine does not answer, and is asked again. `conflict`: somebody saved meanwhile. `refused`: it is not valid. */
export type Saving = 'saved' | 'changed' | 'saving' | 'waiting' | 'conflict' | 'refused';

/** Steps rest so long before they are saved, ms; what could not be sent is sent again after the second. */
const REST_MS = 800;
const AGAIN_MS = 3_000;

export interface SceneEditing {
  readonly draft: SceneDraft | undefined;
  readonly bundle: SceneBundle | undefined;
  readonly saving: Saving;
  readonly conflict: DraftConflict | undefined;
  readonly error: unknown;
  change(bundle: SceneBundle): void;
  undo: (() => void) | undefined;
  redo: (() => void) | undefined;
  /** Of a conflict: takes the newer version; what was changed here is gone. */
  takeTheirs(): void;
  /** Of a conflict: keeps what was changed here as the version after the newer one. */
  keepMine(): void;
  /** Asks the engine anew, as after publishing. */
  reload(): void;
}

export function useSceneDraft(id: string, username: string): SceneEditing {
  const [steps, setSteps] = useState<Steps<SceneBundle>>();
  const [draft, setDraft] = useState<SceneDraft>();
  const [saving, setSaving] = useState<Saving>('saved');
  const [conflict, setConflict] = useState<DraftConflict>();
  const [error, setError] = useState<unknown>(null);
  const sending = useRef(false);
  const newest = useRef<SceneBundle>(undefined);

  const show = useCallback((next: Steps<SceneBundle>) => {
    newest.current = next.now;
    setSteps(next);
  }, []);

  /** Begins with what the engine has, and goes on with what was changed here and never reached it. */
  const begin = useCallback(
    (kept: SceneDraft) => {
      setDraft(kept);
      setConflict(undefined);
      setError(null);
      const mine = readHeld(username, id);
      const differences = mine ? differencesBetween(kept.bundle, mine.bundle) : [];
      if (!mine || differences.length === 0) {
        hold(username, id, null);
        show(beginSteps(kept.bundle));
        return setSaving('saved');
      }
      show(step(beginSteps(kept.bundle), mine.bundle));
      if (mine.basedOn === kept.version) return setSaving('changed');
      const { version, savedAt, savedBy } = kept;
      setConflict({ version, savedAt: savedAt ?? '', savedBy: savedBy ?? '', differences });
      setSaving('conflict');
    },
    [id, username, show],
  );

  useEffect(() => {
    let here = true;
    scenes.open(id).then(
      (kept) => here && begin(kept),
      (failed: unknown) => here && setError(failed),
    );
    return () => {
      here = false;
    };
  }, [id, begin]);

  const version = draft?.version ?? 0;
  const send = useCallback(
    async (bundle: SceneBundle) => {
      if (sending.current) return;
      sending.current = true;
      setSaving('saving');
      try {
        const kept = await scenes.save(id, version, bundle);
        setDraft(kept);
        setError(null);
        const isNewest = newest.current === bundle;
        hold(
          username,
          id,
          isNewest || !newest.current ? null : { basedOn: kept.version, bundle: newest.current },
        );
        setSaving(isNewest ? 'saved' : 'changed');
      } catch (failed) {
        setError(failed);
        const said = failed instanceof ApiError ? failed : null;
        const newer = draftConflict.safeParse(said?.said);
        if (said?.status === 409 && newer.success) setConflict(newer.data);
        setSaving(!said || said.status === 0 ? 'waiting' : newer.success ? 'conflict' : 'refused');
      } finally {
        sending.current = false;
      }
    },
    [id, username, version],
  );

  const now = steps?.now;
  useEffect(() => {
    if (!now || (saving !== 'changed' && saving !== 'waiting')) return;
    const soon = setTimeout(() => void send(now), saving === 'changed' ? REST_MS : AGAIN_MS);
    return () => clearTimeout(soon);
  }, [now, saving, send]);

  function goTo(next: Steps<SceneBundle>): void {
    show(next);
    hold(username, id, { basedOn: version, bundle: next.now });
    setSaving((was) => (was === 'conflict' ? was : 'changed'));
  }

  return {
    draft,
    bundle: now,
    saving,
    conflict,
    error,
    change(bundle) {
      if (steps) goTo(step(steps, bundle));
    },
    undo: steps && steps.past.length > 0 ? () => goTo(undo(steps)) : undefined,
    redo: steps && steps.future.length > 0 ? () => goTo(redo(steps)) : undefined,
    takeTheirs() {
      hold(username, id, null);
      scenes.open(id).then(begin, setError);
    },
    keepMine() {
      if (!draft || !conflict) return;
      setDraft({ ...draft, version: conflict.version });
      setConflict(undefined);
      setSaving('changed');
    },
    reload() {
      scenes.open(id).then(begin, setError);
    },
  };
}
