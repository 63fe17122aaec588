import { useState } from 'react';
import { useLive } from '../../data/index.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { useByWords } from '../useByWords.ts';
import { whenText } from '../whenText.ts';

/** Screens that somebody had darkened, and the way to darken and light them all. */
export function DarkPanel({ mayDarken }: { readonly mayDarken: boolean }) {
  const { t } = useStrings('network');
  const words = useFailureWords();
  const byWords = useByWords();
  const blank = useLive((s) => s.blank);
  const [error, setError] = useState<unknown>(null);

  function act(doing: Promise<unknown>): void {
    setError(null);
    doing.catch(setError);
  }

  return (
    <section aria-labelledby="dark-title">
      <h3 id="dark-title">{t('dark.title')}</h3>
      <p role="status">
        {blank === null
          ? t('dark.none')
          : t('dark.standing', {
              by: byWords(blank.by),
              since: whenText(blank.since),
              names: blank.roles.map((role) => t(`role.${role}`, { ns: 'wall' })).join(', '),
            })}
      </p>
      {mayDarken && (
        <p className="acts">
          {blank === null ? (
            <button type="button" className="quiet" onClick={() => act(engine.darken())}>
              {t('dark.all')}
            </button>
          ) : (
            <button type="button" onClick={() => act(engine.light())}>
              {t('dark.light')}
            </button>
          )}
        </p>
      )}
      {error !== null && <p role="alert">{words(error)}</p>}
    </section>
  );
}
