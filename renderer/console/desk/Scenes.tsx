import { useEffect, useState } from 'react';
import type { ScenesAnswer, ShownScene } from '../../../electron/contract/layouts.ts';
import { useLive } from '../../data/index.ts';
import { formatClock, formatDay, useLocale, useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useByWords } from '../useByWords.ts';
import { useFailureWords } from '../failure.ts';

interface ScenesProps {
  readonly shown: ShownScene | undefined;
  readonly mayShow: boolean;
  readonly onShown: () => void;
}

/** The scenes there are; one press shows another one on all screens. */
export function Scenes({ shown, mayShow, onShown }: ScenesProps) {
  const { t } = useStrings('console');
  const locale = useLocale();
  const playing = useLive((s) => s.clock?.mode === 'playback');
  const words = useFailureWords();
  const byWords = useByWords();
  const [answer, setAnswer] = useState<ScenesAnswer>();
  const [switching, setSwitching] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    engine.scenes().then(setAnswer, setError);
  }, []);

  function show(scene: string): void {
    setSwitching(scene);
    setError(null);
    engine
      .show(scene)
      .then(onShown, setError)
      .finally(() => setSwitching(null));
  }

  const current = shown?.scene ?? answer?.current;
  return (
    <section aria-labelledby="scenes-title">
      <h3 id="scenes-title">{t('scenes.title')}</h3>
      <div className="scenes" role="group" aria-labelledby="scenes-title">
        {answer?.scenes.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            className="scene"
            aria-pressed={id === current}
            disabled={!mayShow || switching !== null}
            onClick={() => show(id)}
          >
            {title[locale]}
          </button>
        ))}
      </div>
      {shown && (
        <p className="note">
          {t('scenes.since', {
            time: `${formatClock(Date.parse(shown.since))} ${formatDay(Date.parse(shown.since))}`,
            by: byWords(shown.by),
          })}
        </p>
      )}
      {playing && <p className="note">{t('scenesLater', { ns: 'playback' })}</p>}
      {!mayShow && <p className="note">{t('scenes.mayNot')}</p>}
      {error !== null && <p role="alert">{words(error)}</p>}
      {answer?.fault && (
        <p role="alert">
          {t('scenes.fault', { file: answer.fault.file, field: answer.fault.field })}
          <span className="note"> {answer.fault.detail}</span>
        </p>
      )}
    </section>
  );
}
