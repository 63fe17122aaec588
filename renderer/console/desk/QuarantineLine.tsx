import { useState } from 'react';
import type { QuarantineEntry } from '../../../electron/contract/sources.ts';
import { formatClockSeconds, formatDay, formatNumber, useLocale, useStrings } from '../../ui/index.ts';
import { ApiError, engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';

interface QuarantineLineProps {
  readonly source: string;
  readonly entry: QuarantineEntry;
  readonly mayCorrect: boolean;
  readonly onTaken: () => void;
}

/** One line as it came, why it is here, and, for an administrator, a way to correct it. */
export function QuarantineLine({ source, entry, mayCorrect, onTaken }: QuarantineLineProps) {
  const { t } = useStrings('console');
  const locale = useLocale();
  const words = useFailureWords();
  const [line, setLine] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const last = Date.parse(entry.lastAt);
  const whole = new TextEncoder().encode(entry.line).length >= entry.length;

  function takeIn(corrected: string): void {
    setError(null);
    engine.replay(source, entry.n, corrected).then(() => {
      setLine(null);
      onTaken();
    }, setError);
  }

  return (
    <li className="held-line" data-status={entry.status}>
      <p>
        <b>{t(`reason.${entry.reason}`)}</b>
        {entry.field !== null && <code> {entry.field}</code>}{' '}
        <span className="note">
          {t(`entry.${entry.status}`)} · {formatDay(last)} {formatClockSeconds(last)}
          {entry.times > 1 && (
            <> · {t('quarantine.times', { count: formatNumber(entry.times, 0, locale) })}</>
          )}
        </span>
      </p>
      <p className="note" lang="en">
        {entry.detail}
      </p>
      {line === null ? (
        <code className="line">{entry.line}</code>
      ) : (
        <textarea
          aria-label={t('quarantine.corrected')}
          value={line}
          spellCheck={false}
          rows={4}
          onChange={(e) => setLine(e.target.value)}
        />
      )}
      {!whole && <p className="note">{t('quarantine.cut')}</p>}
      {mayCorrect && entry.status === 'open' && whole && (
        <p className="acts">
          {line === null ? (
            <button type="button" className="quiet" onClick={() => setLine(entry.line)}>
              {t('quarantine.correct')}
            </button>
          ) : (
            <>
              <button type="button" onClick={() => takeIn(line)}>
                {t('quarantine.takeIn')}
              </button>
              <button type="button" className="quiet" onClick={() => setLine(null)}>
                {t('quarantine.cancel')}
              </button>
            </>
          )}
        </p>
      )}
      {error !== null && (
        <p role="alert">
          {words(error)}
          {error instanceof ApiError && <span className="note"> {error.message}</span>}
        </p>
      )}
    </li>
  );
}
