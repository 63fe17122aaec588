/** Publishes a draft: what differs, a note, then how far each screen is; and why not, when not. */
import { type FormEvent, useEffect, useState } from 'react';
import { differencesBetween } from '../../../electron/contract/sceneDifferences.ts';
import {
  NOTE_MAX,
  type PublishedAnswer,
  type SceneBundle,
  type SceneDraft,
  type WindowProgress,
} from '../../../electron/contract/sceneEditing.ts';
import { useStrings } from '../../ui/index.ts';
import { useDialog } from '../dashboards/useDialog.ts';
import { DifferenceList } from './DifferenceList.tsx';
import { scenes } from './layoutsApi.ts';
import { NotPublished } from './NotPublished.tsx';
import { WindowList } from './WindowList.tsx';

const LOOK_MS = 400;

interface PublishDialogProps {
  readonly draft: SceneDraft;
  readonly bundle: SceneBundle;
  readonly onDone: (answer: PublishedAnswer) => void;
  readonly onClose: () => void;
}

export function PublishDialog({ draft, bundle, onDone, onClose }: PublishDialogProps) {
  const { t } = useStrings('layouts');
  const dialog = useDialog();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const windows = useProgress(busy);
  const { current: now } = draft;
  const differences = now ? differencesBetween(now, bundle) : null;

  function publish(event: FormEvent): void {
    event.preventDefault();
    setFailed(null);
    setBusy(true);
    scenes
      .publish(draft.id, draft.version, note)
      .then(onDone, setFailed)
      .finally(() => setBusy(false));
  }

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="publish-title" onClose={onClose}>
      <form onSubmit={publish}>
        <h2 id="publish-title">{t('publish.title')}</h2>
        <p className="note">{t('publish.intro')}</p>
        {differences ? <DifferenceList differences={differences} /> : <p>{t('publish.first')}</p>}
        <label>
          {t('publish.note')}
          <input maxLength={NOTE_MAX} value={note} onChange={(e) => setNote(e.target.value)} />
        </label>
        {busy && (
          <div role="status">
            <p>{t('publish.busy')}</p>
            <WindowList windows={windows} />
          </div>
        )}
        <NotPublished failed={failed} />
        <p className="acts">
          <button type="submit" disabled={busy}>
            {t('publish.act')}
          </button>
          <button type="button" className="quiet" disabled={busy} onClick={onClose}>
            {t('cancel')}
          </button>
        </p>
      </form>
    </dialog>
  );
}

/** The screens' progress, as long as it is wanted. */
function useProgress(wanted: boolean): readonly WindowProgress[] {
  const [windows, setWindows] = useState<readonly WindowProgress[]>([]);
  useEffect(() => {
    if (!wanted) return;
    const look = () =>
      void scenes.publishing().then(
        ({ publishing }) => setWindows(publishing?.windows ?? []),
        () => undefined,
      );
    const timer = setInterval(look, LOOK_MS);
    look();
    return () => clearInterval(timer);
  }, [wanted]);
  return windows;
}
