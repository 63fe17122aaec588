import { useState } from 'react';
import { OPENID_REFUSALS } from '../../../electron/contract/openid.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { openId, saidByAddress, startAddress } from '../openid/openIdApi.ts';
import { CodeField } from './CodeField.tsx';
import { useSubmit } from './useSubmit.ts';

/** The way to the provider, and why it did not lead in the last time. */
export function ProviderButton({
  name,
  said,
  wanted,
}: {
  readonly name: { readonly vi: string; readonly en: string };
  readonly said: string | null;
  /** What the address named when the page was opened: there it goes on. */
  readonly wanted: string;
}) {
  const { t } = useStrings('console');
  const locale = useLocale();
  const refusal = OPENID_REFUSALS.find((one) => one === said);
  return (
    <div className="provider">
      {refusal !== undefined && <p role="alert">{t(`signIn.refused.${refusal}`, { name: name[locale] })}</p>}
      <a className="provider-button" href={startAddress(wanted)}>
        {t('signIn.by', { name: name[locale] })}
      </a>
    </div>
  );
}

/** The second step, after the provider; it knows already who it is. */
export function ProviderCode({
  onDone,
  onGivenUp,
}: {
  readonly onDone: () => void;
  readonly onGivenUp: () => void;
}) {
  const { t } = useStrings('console');
  const [code, setCode] = useState('');
  const submit = useSubmit(() => openId.giveCode(code), onDone, ['code']);
  return (
    <form onSubmit={submit.send}>
      <CodeField value={code} onChange={setCode} fault={submit.faultOf('code')} />
      {submit.fault !== undefined && <p role="alert">{submit.fault}</p>}
      <p className="acts">
        <button type="submit" disabled={submit.busy}>
          {t('signIn.act')}
        </button>
        <button type="button" className="quiet" onClick={onGivenUp}>
          {t('signIn.back')}
        </button>
      </p>
    </form>
  );
}

/** What the address says and wanted, read once: it is cleared, so that loading the page again says nothing. */
export function useComingBack(): { said: string | null; wanted: string } {
  const [found] = useState(() => {
    const { hash, pathname } = window.location;
    const said = saidByAddress(hash);
    if (said !== null) window.history.replaceState(null, '', pathname);
    return { said, wanted: said === null ? hash : '' };
  });
  return found;
}
