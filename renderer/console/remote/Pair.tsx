import { useState } from 'react';
import { useStrings } from '../../ui/index.ts';
import { ApiError } from '../call.ts';
import { useFailureWords } from '../failure.ts';
import { remote } from './remoteApi.ts';

/** The code as a scanned address brings it: `…/remote#code=K7QF-2M9X`. */
function scannedCode(): string {
  return new URLSearchParams(window.location.hash.slice(1)).get('code') ?? '';
}

/** Asks for the code that the wall shows, and how this device is to be called. */
export function Pair({ onPaired }: { readonly onPaired: () => void }) {
  const { t } = useStrings('remote');
  const words = useFailureWords();
  const [code, setCode] = useState(scannedCode);
  const [name, setName] = useState(() => t('pair.usual'));
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  function wordsOf(error: unknown): string {
    if (!(error instanceof ApiError)) return words(error);
    if (error.status === 429) return t('pair.tooMany');
    if (error.status === 403) return error.field === 'code' ? t('pair.wrong') : t('pair.network');
    return words(error);
  }

  function pair(): void {
    setBusy(true);
    setFault(null);
    remote
      .pair(code, name)
      .then(
        () => {
          window.history.replaceState(null, '', window.location.pathname);
          onPaired();
        },
        (error: unknown) => setFault(wordsOf(error)),
      )
      .finally(() => setBusy(false));
  }

  return (
    <main className="remote remote-pair">
      <h1>{t('pair.title')}</h1>
      <p className="note">{t('pair.intro')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          pair();
        }}
      >
        <label>
          {t('pair.code')}
          <input
            className="remote-code"
            value={code}
            onChange={(e) => setCode(e.target.value)}
            autoComplete="one-time-code"
            autoCapitalize="characters"
            spellCheck={false}
            required
          />
        </label>
        <label>
          {t('pair.name')}
          <input value={name} onChange={(e) => setName(e.target.value)} maxLength={60} required />
        </label>
        {fault !== null && <p role="alert">{fault}</p>}
        <button type="submit" disabled={busy}>
          {t('pair.act')}
        </button>
      </form>
      <a className="remote-link" href="/">
        {t('pair.signIn')}
      </a>
    </main>
  );
}
