import type { OpenIdTrial } from '../../../electron/contract/openid.ts';
import { useStrings } from '../../ui/index.ts';

/** What a trial found, a line each: what is well, and in words what is wrong and what to do. */
export function TrialResult({ trial }: { readonly trial: OpenIdTrial | 'running' }) {
  const { t } = useStrings('openid');
  if (trial === 'running') return <p role="status">{t('trial.running')}</p>;
  return (
    <div role="status">
      <ul className="openid-trial">
        {trial.checks.map(({ what, outcome, detail }) => (
          <li key={`${what} ${detail}`} data-outcome={outcome === 'good' ? 'good' : 'bad'}>
            {t(`trial.${what}.${outcome}`)}{' '}
            {(outcome !== 'good' || what === 'redirect') && (
              <span className="note" lang="en">
                {detail}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
