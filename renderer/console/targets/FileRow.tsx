import { useState } from 'react';
import type { TargetImport } from '../../../electron/contract/targets.ts';
import { useStrings } from '../../ui/index.ts';
import { useFailureWords } from '../failure.ts';
import { targets, targetsFile } from './targetsApi.ts';

/** Faults that are told. */
const TOLD_MOST = 20;

interface FileRowProps {
  readonly unit: string;
  readonly year: number;
  readonly mayBring: boolean;
  readonly read: TargetImport | null;
  readonly onRead: (read: TargetImport | null) => void;
}

/** Targets as a file, and from one: every row must be right before anything is proposed. */
export function FileRow({ unit, year, mayBring, read, onRead }: FileRowProps) {
  const { t } = useStrings('targets');
  const words = useFailureWords();
  const [error, setError] = useState<unknown>(null);
  return (
    <div className="target-acts" role="group" aria-label={t('files.title')}>
      {(['csv', 'xlsx'] as const).map((one) => (
        <a key={one} href={targetsFile(unit, year, one)} download>
          {t(`files.${one}`)}
        </a>
      ))}
      {mayBring && (
        <label className="target-file">
          {t('files.bring')}{' '}
          <input
            type="file"
            accept=".csv,.xlsx"
            onChange={(e) => {
              const [file] = e.target.files ?? [];
              setError(null);
              onRead(null);
              if (file) targets.read(file, year).then(onRead, setError);
            }}
          />
        </label>
      )}
      {error !== null && <p role="alert">{words(error)}</p>}
      {read !== null && read.faults.length === 0 && (
        <p role="status">{t('files.read', { count: read.rows.length })}</p>
      )}
      {read !== null && read.faults.length > 0 && (
        <div role="alert">
          {t('files.faults')}
          <ul>
            {read.faults.slice(0, TOLD_MOST).map(({ n, code, text }) => (
              <li key={`${n} ${code} ${text}`}>{t('files.row', { n, why: t(`rowFault.${code}`), text })}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
