import { useState } from 'react';
import type { SessionsAnswer } from '../../../electron/contract/access.ts';
import { useStrings } from '../../ui/index.ts';
import { useFailureWords } from '../failure.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { deviceName } from './deviceName.ts';

interface SessionsProps {
  readonly title: string;
  readonly intro: string;
  /** Everybody's: then it is said whose each is. */
  readonly named: boolean;
  readonly ask: () => Promise<SessionsAnswer>;
  readonly end: (id: number) => Promise<unknown>;
}

/** Where somebody is signed in, and the way to end it from here. */
export function Sessions({ title, intro, named, ask, end }: SessionsProps) {
  const { t } = useStrings('account');
  const words = useFailureWords();
  const { value, error, again } = useAsked(ask);
  const [fault, setFault] = useState<unknown>(null);
  return (
    <section aria-labelledby="sessions-title">
      <h3 id="sessions-title">{title}</h3>
      <p className="note intro">{intro}</p>
      {(error !== null || fault !== null) && <p role="alert">{words(error ?? fault)}</p>}
      <div className="scrolled" role="region" aria-labelledby="sessions-title" tabIndex={0}>
        <table className="sources">
          <thead>
            <tr>
              {named && <th scope="col">{t('who')}</th>}
              <th scope="col">{t('device')}</th>
              <th scope="col">{t('address')}</th>
              <th scope="col">{t('since')}</th>
              <th scope="col">{t('lastUsed')}</th>
              <th scope="col" aria-label={t('acts')} />
            </tr>
          </thead>
          <tbody>
            {value?.sessions.map(({ id, username, device, address, since, lastUsed, current }) => (
              <tr key={id}>
                {named && <th scope="row">{username}</th>}
                <td title={device ?? undefined}>
                  {deviceName(device) ?? t('unknownDevice')}
                  {current && <span className="note"> {t('current')}</span>}
                </td>
                <td>{address}</td>
                <td className="when">{whenText(since)}</td>
                <td className="when">{whenText(lastUsed)}</td>
                <td className="row-acts">
                  {!current && (
                    <button
                      type="button"
                      className="quiet"
                      aria-label={t('endNamed', { name: username, when: whenText(since) })}
                      onClick={() => {
                        setFault(null);
                        end(id).then(again, setFault);
                      }}
                    >
                      {t('end')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
