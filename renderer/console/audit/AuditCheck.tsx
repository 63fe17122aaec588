import { useState } from 'react';
import type { AuditCheckAnswer } from '../../../electron/contract/access.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';

/** Whether the trail is whole: nothing altered, put in or taken out but by the program. */
export function AuditCheck() {
  const { t } = useStrings('audit');
  const words = useFailureWords();
  const [found, setFound] = useState<AuditCheckAnswer | null>(null);
  const [error, setError] = useState<unknown>(null);
  return (
    <section aria-labelledby="audit-check-title">
      <h3 id="audit-check-title">{t('check.title')}</h3>
      <p className="note intro">{t('check.intro')}</p>
      <p className="acts">
        <button
          type="button"
          onClick={() => {
            setError(null);
            engine.checkAudit().then(setFound, setError);
          }}
        >
          {t('check.act')}
        </button>
      </p>
      {error !== null && <p role="alert">{words(error)}</p>}
      {found !== null && found.firstBroken !== null && (
        <p role="alert">{t('check.broken', { id: found.firstBroken })}</p>
      )}
      {found?.firstBroken === null && (
        <>
          <p role="status" className="outcome" data-good>
            {t('check.whole', { count: found.entries })}
          </p>
          <p className="note">
            {t('check.head')} <code className="token">{found.head}</code>
          </p>
        </>
      )}
    </section>
  );
}
