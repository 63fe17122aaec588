import { useState } from 'react';
import type { PairingBegun } from '../../../electron/contract/network.ts';
import { useLive } from '../../data/index.ts';
import { formatClockSeconds, useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';

/** Has the wall show the code that pairs a phone; the code itself is on the wall only. */
export function PairingPanel({ reached }: { readonly reached: boolean }) {
  const { t } = useStrings('network');
  const words = useFailureWords();
  const now = useLive((s) => s.now);
  const [begun, setBegun] = useState<PairingBegun | null>(null);
  const [error, setError] = useState<unknown>(null);
  const until = begun === null ? 0 : Date.parse(begun.until);
  const shown = until > now;

  function act(doing: Promise<PairingBegun | undefined>): void {
    setError(null);
    doing.then((next) => setBegun(next ?? null), setError);
  }

  return (
    <section aria-labelledby="pairing-title">
      <h3 id="pairing-title">{t('pairing.title')}</h3>
      <p className="note intro">{t('pairing.intro')}</p>
      {!reached && <p className="note">{t('pairing.off')}</p>}
      <p className="acts">
        <button type="button" disabled={!reached} onClick={() => act(engine.showPairing())}>
          {t('pairing.show')}
        </button>
        {shown && (
          <button type="button" className="quiet" onClick={() => act(engine.hidePairing())}>
            {t('pairing.hide')}
          </button>
        )}
        <a className="network-remote" href="/remote">
          {t('pairing.remote')}
        </a>
      </p>
      {shown && <p role="status">{t('pairing.shown', { time: formatClockSeconds(until) })}</p>}
      {error !== null && <p role="alert">{words(error)}</p>}
    </section>
  );
}
