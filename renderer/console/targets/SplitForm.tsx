import { useState } from 'react';
import { type SplitAnswer, SPLITS } from '../../../electron/contract/targets.ts';
import { useStrings } from '../../ui/index.ts';
import { Select } from '../alerts/Select.tsx';
import { useFailureWords } from '../failure.ts';
import { targets } from './targetsApi.ts';

interface SplitFormProps {
  readonly request: { indicator: string; unit: string; year: number; total: number };
  readonly split: SplitAnswer | null;
  /** What the whole would come to, in words. */
  readonly implied: string;
  readonly onSplit: (answer: SplitAnswer) => void;
}

/** Splits the target of the whole among its parts, and says what it did. */
export function SplitForm({ request, split, implied, onSplit }: SplitFormProps) {
  const { t } = useStrings('targets');
  const words = useFailureWords();
  const [by, setBy] = useState<(typeof SPLITS)[number]>('last_year');
  const [error, setError] = useState<unknown>(null);
  return (
    <div className="target-acts" role="group" aria-label={t('split.title')}>
      <Select
        label={t('split.by')}
        value={by}
        choices={SPLITS.map((one) => [one, t(`split.${one}`)])}
        onChoose={setBy}
      />
      <button
        type="button"
        className="quiet"
        onClick={() => {
          setError(null);
          targets.split({ ...request, by }).then(onSplit, setError);
        }}
      >
        {t('split.act')}
      </button>
      {split !== null && <p role="status">{t(`split.${split.how}`, { implied })}</p>}
      {error !== null && <p role="alert">{words(error)}</p>}
    </div>
  );
}
