import { useState } from 'react';
import type { DeliveryTrial, Endpoint, EndpointRequest } from '../../../electron/contract/deliveries.ts';
import { useStrings } from '../../ui/index.ts';
import { ActsAndRemoval } from '../ActsAndRemoval.tsx';
import { useFailureWords } from '../failure.ts';
import { whenText } from '../whenText.ts';
import { deliveries, type EndpointMade } from './deliveriesApi.ts';
import { EndpointForm } from './EndpointForm.tsx';
import { TrialWords } from './TrialWords.tsx';

interface EndpointsSectionProps {
  readonly endpoints: readonly Endpoint[];
  readonly onChanged: () => void;
}

/** Receivers of webhooks: made, changed, tried, given a new key, removed. */
export function EndpointsSection({ endpoints, onChanged }: EndpointsSectionProps) {
  const { t } = useStrings('deliveries');
  const words = useFailureWords();
  const [editing, setEditing] = useState<Endpoint | 'new' | null>(null);
  const [made, setMade] = useState<EndpointMade | null>(null);
  const [trial, setTrial] = useState<{ name: string; result: DeliveryTrial | 'running' } | null>(null);
  const [fault, setFault] = useState<unknown>(null);

  async function save(request: EndpointRequest): Promise<void> {
    if (editing === 'new') setMade(await deliveries.addEndpoint(request));
    else if (editing !== null) await deliveries.changeEndpoint(editing.id, request);
    setEditing(null);
    onChanged();
  }
  function tryIt({ id, name }: Endpoint): void {
    setFault(null);
    setTrial({ name, result: 'running' });
    deliveries.tryEndpoint(id).then(
      (result) => setTrial({ name, result }),
      (error: unknown) => {
        setTrial(null);
        setFault(error);
      },
    );
  }
  function remove(id: string): void {
    setFault(null);
    deliveries.removeEndpoint(id).then(onChanged, setFault);
  }
  function renew(id: string): void {
    setFault(null);
    deliveries.renewSecret(id).then(setMade, setFault);
  }

  return (
    <section aria-labelledby="endpoints-title">
      <h3 id="endpoints-title">{t('endpoints.title')}</h3>
      <p className="note intro">{t('endpoints.intro')}</p>
      {made !== null && (
        <p role="status" className="delivery-secret">
          {t('endpoints.secret', { name: made.name })} <code className="token">{made.secret}</code>
        </p>
      )}
      {editing === null ? (
        <p className="acts">
          <button type="button" onClick={() => setEditing('new')}>
            {t('endpoints.add')}
          </button>
        </p>
      ) : (
        <EndpointForm
          endpoint={editing === 'new' ? null : editing}
          save={save}
          onCancel={() => setEditing(null)}
        />
      )}
      {fault !== null && <p role="alert">{words(fault)}</p>}
      {trial !== null && <TrialWords trial={trial.result} good={t('trial.hookGood', { name: trial.name })} />}
      {endpoints.length === 0 ? (
        <p className="note">{t('endpoints.none')}</p>
      ) : (
        <div className="scrolled">
          <table className="sources">
            <thead>
              <tr>
                <th scope="col">{t('endpoints.name')}</th>
                <th scope="col">{t('endpoints.url')}</th>
                <th scope="col">{t('endpoints.since')}</th>
                <th scope="col" aria-label={t('acts')} />
              </tr>
            </thead>
            <tbody>
              {endpoints.map((one) => (
                <tr key={one.id}>
                  <th scope="row">{one.name}</th>
                  <td className="delivery-url">
                    {one.url} {one.inner && <span className="note">{t('endpoints.innerIs')}</span>}
                  </td>
                  <td className="when">{whenText(one.madeAt)}</td>
                  <td className="row-acts">
                    <ActsAndRemoval
                      words={{ sure: t('sure'), remove: t('remove'), cancel: t('cancel') }}
                      removeNamed={t('endpoints.removeNamed', { name: one.name })}
                      onRemove={() => remove(one.id)}
                    >
                      {(
                        [
                          ['endpoints.test', 'endpoints.testNamed', () => tryIt(one)],
                          ['endpoints.renew', 'endpoints.renewNamed', () => renew(one.id)],
                          ['change', 'endpoints.changeNamed', () => setEditing(one)],
                        ] as const
                      ).map(([label, named, act]) => (
                        <button
                          key={label}
                          type="button"
                          className="quiet"
                          aria-label={t(named, { name: one.name })}
                          onClick={act}
                        >
                          {t(label)}
                        </button>
                      ))}
                    </ActsAndRemoval>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
