import { useCallback, useState } from 'react';
import { differencesBetween } from '../../../electron/contract/sceneDifferences.ts';
import type { Publication, SceneDifference } from '../../../electron/contract/sceneEditing.ts';
import { useStrings } from '../../ui/index.ts';
import { useFailureWords } from '../failure.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { DifferenceList } from './DifferenceList.tsx';
import { scenes } from './layoutsApi.ts';
import { NotPublished } from './NotPublished.tsx';

/** What was published of a scene, the newest first; any of it can be brought back in one step. */
export function SceneHistory({ id }: { readonly id: string }) {
  const { t } = useStrings('layouts');
  const words = useFailureWords();
  const ask = useCallback(() => scenes.publications(id), [id]);
  const { value, error, again } = useAsked(ask);
  const [busy, setBusy] = useState<number | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const [said, setSaid] = useState('');

  function rollBack({ number }: Publication): void {
    setFailed(null);
    setSaid('');
    setBusy(number);
    scenes
      .rollBack(id, number)
      .then(({ publication }) => {
        setSaid(t('history.done', { from: number, n: publication.number }));
        again();
      }, setFailed)
      .finally(() => setBusy(null));
  }

  return (
    <section className="layouts" aria-labelledby="history-title">
      <p>
        <a href="#layouts">{t('editor.all')}</a>
      </p>
      <h2 id="history-title">{t('history.title', { id })}</h2>
      {error !== null && <p role="alert">{words(error)}</p>}
      {value?.length === 0 && <p className="note">{t('list.never')}</p>}
      <p role="status">{busy === null ? said : t('publish.busy')}</p>
      <NotPublished failed={failed} />
      <ol className="layouts-history">
        {value?.map((one, i) => (
          <li key={one.number}>
            <p>
              <b>{t('history.number', { n: one.number })}</b>{' '}
              {t('history.by', { by: one.by, when: whenText(one.at) })}
              {one.restored !== null && ` ${t('history.restored', { n: one.restored })}`}
              {i === 0 && <span className="layouts-shown">{t('history.current')}</span>}
            </p>
            {one.note !== null && <p>{one.note}</p>}
            <Changes id={id} number={one.number} before={value[i + 1]?.number} />
            {i > 0 && (
              <p className="acts">
                <button
                  type="button"
                  className="quiet"
                  disabled={busy !== null}
                  aria-label={t('history.backTo', { n: one.number })}
                  onClick={() => rollBack(one)}
                >
                  {t('history.back')}
                </button>
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What a publication changed of the one before it, looked up when asked for. */
function Changes(props: {
  readonly id: string;
  readonly number: number;
  readonly before: number | undefined;
}) {
  const { id, number, before } = props;
  const { t } = useStrings('layouts');
  const words = useFailureWords();
  const [found, setFound] = useState<readonly SceneDifference[]>();
  const [failed, setFailed] = useState<unknown>(null);
  if (before === undefined) return null;
  const look = (open: boolean) => {
    if (!open || found) return;
    Promise.all([scenes.publication(id, before), scenes.publication(id, number)]).then(
      ([old, now]) => setFound(differencesBetween(old.bundle, now.bundle)),
      setFailed,
    );
  };
  return (
    <details className="more" onToggle={(event) => look(event.currentTarget.open)}>
      <summary>{t('history.changes')}</summary>
      {failed !== null && <p role="alert">{words(failed)}</p>}
      {found && <DifferenceList differences={found} />}
    </details>
  );
}
