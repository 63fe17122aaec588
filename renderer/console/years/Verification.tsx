import { useState } from 'react';
import type { VerificationAnswer } from '../../../electron/contract/years.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { shortened } from './Editions.tsx';

/** Whether the signed copies are still those that were signed. */
export function Verification() {
  const { t } = useStrings('years');
  const words = useFailureWords();
  const [answer, setAnswer] = useState<VerificationAnswer>();
  const [fault, setFault] = useState<unknown>(null);
  return (
    <section aria-labelledby="verification-title">
      <h3 id="verification-title">{t('verification.title')}</h3>
      <p className="note intro">{t('verification.intro')}</p>
      <p className="acts">
        <button
          type="button"
          className="scene"
          onClick={() => {
            setFault(null);
            engine.verifyCloses().then(setAnswer, setFault);
          }}
        >
          {t('verification.act')}
        </button>
      </p>
      {fault !== null && <p role="alert">{words(fault)}</p>}
      {answer && (
        <div role="status">
          {answer.faults.length === 0 ? (
            <p className="outcome" data-good>
              {t('verification.good', { count: answer.closes })}
            </p>
          ) : (
            <ul className="error">
              {answer.faults.map(({ year, edition, fault: what, digest }) => (
                <li key={digest}>
                  {year !== null && t('verification.which', { year, edition })}{' '}
                  {t(`verification.fault.${what}`)} <code title={digest}>{shortened(digest)}</code>
                </li>
              ))}
            </ul>
          )}
          {answer.newest !== null && (
            <p className="note">
              {t('verification.newest')} <code className="digest">{answer.newest}</code>
            </p>
          )}
        </div>
      )}
    </section>
  );
}
