import type { DeliveryTrial } from '../../../electron/contract/deliveries.ts';
import { useStrings } from '../../ui/index.ts';

interface TrialWordsProps {
  readonly trial: DeliveryTrial | 'running';
  /** What to say when it arrived. */
  readonly good: string;
}

/** What a trial met. */
export function TrialWords({ trial, good }: TrialWordsProps) {
  const { t } = useStrings('deliveries');
  if (trial === 'running') return <p role="status">{t('trial.running')}</p>;
  const { fault } = trial;
  if (fault === null)
    return (
      <p role="status" className="outcome" data-good>
        {good}
      </p>
    );
  return (
    <p role="alert">
      {t('trial.bad', { why: t(`fault.${fault.code}`) })} <span className="note">{fault.detail}</span>
    </p>
  );
}
