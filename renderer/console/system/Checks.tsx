import { useState } from 'react';
import type { CheckAnswer, CareSettings, PutAwayAnswer } from '../../../electron/contract/system.ts';
import { formatNumber, useLocale, useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { sizeText } from './sizeText.ts';
import { useAct } from './useAct.ts';

interface ChecksProps {
  readonly settings: CareSettings;
  readonly onDone: () => void;
}

/** What an administrator may have looked over, or put away, now rather than by night. */
export function Checks({ settings, onDone }: ChecksProps) {
  const { t } = useStrings('system');
  const locale = useLocale();
  const { act, acting, failure } = useAct(onDone);
  const [found, setFound] = useState<CheckAnswer>();
  const [away, setAway] = useState<PutAwayAnswer>();
  return (
    <section aria-labelledby="checks-title">
      <h3 id="checks-title">{t('checks.title')}</h3>
      <p className="note intro">{t('checks.intro')}</p>
      <p className="acts">
        <button
          type="button"
          className="scene"
          disabled={acting}
          onClick={() => {
            setFound(undefined);
            act(() => engine.checkDatabase().then(setFound));
          }}
        >
          {t(acting ? 'checks.running' : 'checks.now')}
        </button>
        {settings.keepLinesYears !== null && (
          <button
            type="button"
            className="scene"
            disabled={acting}
            onClick={() => act(() => engine.putAway().then(setAway))}
          >
            {t('checks.putAway')}
          </button>
        )}
      </p>
      {failure !== null && <p role="alert">{failure}</p>}
      {found && <Outcome answer={found} />}
      {away && (
        <p role="status">
          {t('checks.away', {
            count: away.lines,
            lines: formatNumber(away.lines, 0, locale),
            size: sizeText(away.bytes, locale),
          })}
        </p>
      )}
      <p className="note intro">
        {t('checks.rebuild')} <code>npm run engine -- --data-dir … --compare</code>
      </p>
    </section>
  );
}

/** What a check found, in a word. */
export function Outcome({ answer }: { readonly answer: CheckAnswer }) {
  const { t } = useStrings('system');
  return (
    <span role="status" className="outcome" data-good={answer.is === 'good' || undefined}>
      {t(`checks.${answer.is}`)}
      {answer.detail !== undefined && <span className="note"> {answer.detail}</span>}
    </span>
  );
}
