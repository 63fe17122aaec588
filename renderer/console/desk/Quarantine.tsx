import { useCallback, useEffect, useState } from 'react';
import type { SourceHealth } from '../../../electron/contract/answers.ts';
import type { QuarantineEntry } from '../../../electron/contract/sources.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { QuarantineLine } from './QuarantineLine.tsx';

interface QuarantineProps {
  readonly source: SourceHealth;
  readonly mayCorrect: boolean;
}

/** Lines of a source that could not be taken in, each with its reason; read again when their number changes. */
export function Quarantine({ source, mayCorrect }: QuarantineProps) {
  const { t } = useStrings('console');
  const words = useFailureWords();
  const [entries, setEntries] = useState<readonly QuarantineEntry[]>();
  const [next, setNext] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const { id, counts } = source;
  const read = useCallback(
    (after: string | null) =>
      engine.quarantine(id, after).then((page) => {
        setEntries((before) => (after === null ? page.entries : [...(before ?? []), ...page.entries]));
        setNext(page.next);
        setError(null);
      }, setError),
    [id],
  );
  const fingerprint = `${counts.quarantined} ${counts.held} ${counts.conflicts}`;
  useEffect(() => {
    void read(null);
  }, [read, fingerprint]);

  if (error !== null) return <p role="alert">{words(error)}</p>;
  if (!entries) return null;
  if (entries.length === 0) return <p className="note">{t('quarantine.none')}</p>;
  return (
    <>
      <ol className="quarantine">
        {entries.map((entry) => (
          <QuarantineLine
            key={entry.n}
            source={id}
            entry={entry}
            mayCorrect={mayCorrect}
            onTaken={() => void read(null)}
          />
        ))}
      </ol>
      {next !== null && (
        <button type="button" className="quiet" onClick={() => void read(next)}>
          {t('quarantine.more')}
        </button>
      )}
    </>
  );
}
