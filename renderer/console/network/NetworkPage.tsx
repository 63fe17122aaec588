import { useState } from 'react';
import type { NetworkAnswer } from '../../../electron/contract/network.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { usePolled } from '../polling.ts';
import { whenText } from '../whenText.ts';
import { Devices } from './Devices.tsx';
import { NetworkForm } from './NetworkForm.tsx';
import { PairingPanel } from './PairingPanel.tsx';
import './network.css';

const LOOK_MS = 5_000;

/** Who may come to this console from other machines, how, and which devices are paired with the wall. */
export function NetworkPage({ mayTurn }: { readonly mayTurn: boolean }) {
  const { t } = useStrings('network');
  const words = useFailureWords();
  const { value, error, refresh } = usePolled(engine.network, LOOK_MS);
  const [failed, setFailed] = useState<unknown>(null);

  function turnOff(): void {
    setFailed(null);
    engine.turnNetworkOff().then(refresh, setFailed);
  }

  return (
    <>
      <section className="network" aria-labelledby="network-title">
        <h2 id="network-title">{t('title')}</h2>
        <p className="note intro">{t('intro')}</p>
        {error !== null && <p role="alert">{words(error)}</p>}
        {value && <State network={value} />}
        {value?.on === true && mayTurn && (
          <p className="acts">
            <button type="button" className="quiet" onClick={turnOff}>
              {t('turnOff')}
            </button>
          </p>
        )}
        {failed !== null && <p role="alert">{words(failed)}</p>}
        {value?.certificate && <Certificate certificate={value.certificate} />}
        {value &&
          (!mayTurn ? (
            <p className="note">{t('onlyAdmin')}</p>
          ) : value.atTheMachine ? (
            // What was kept is what the form begins with.
            <NetworkForm
              key={`${value.on} ${value.address} ${value.port}`}
              network={value}
              onDone={refresh}
            />
          ) : (
            <p className="note">{t('elsewhere')}</p>
          ))}
      </section>
      <PairingPanel reached={value?.url !== null && value !== undefined} />
      <Devices />
    </>
  );
}

function State({ network }: { readonly network: NetworkAnswer }) {
  const { t } = useStrings('network');
  const { on, url, since, fault, address, port } = network;
  if (!on) return <p role="status">{t('state.off')}</p>;
  return (
    <>
      <p role="status" className="outcome" data-good={url !== null || undefined}>
        {url !== null && since !== null ? t('state.on', { url, since: whenText(since) }) : t('state.fault')}
      </p>
      {fault && <p role="alert">{t(`fault.${fault.code}`, { address, port, detail: fault.detail })}</p>}
    </>
  );
}

function Certificate({ certificate }: { readonly certificate: NonNullable<NetworkAnswer['certificate']> }) {
  const { t } = useStrings('network');
  const { kind, until, names, fingerprint } = certificate;
  return (
    <dl className="network-certificate">
      <dt>{t('certificate.title')}</dt>
      <dd>
        {t(`certificate.${kind}`)} · {t('certificate.until')} {whenText(until)}
      </dd>
      <dt>{t('certificate.names')}</dt>
      <dd>{names.join(', ')}</dd>
      <dt>{t('certificate.fingerprint')}</dt>
      <dd className="network-print">{fingerprint}</dd>
    </dl>
  );
}
