import { type FormEvent, useState } from 'react';
import type { Endpoint, EndpointRequest } from '../../../electron/contract/deliveries.ts';
import { useStrings } from '../../ui/index.ts';
import { Field } from '../entry/Field.tsx';
import { useFailureWords } from '../failure.ts';
import { isAtField, useFieldFault } from './useFieldFault.ts';

interface EndpointFormProps {
  readonly endpoint: Endpoint | null;
  readonly save: (request: EndpointRequest) => Promise<void>;
  readonly onCancel: () => void;
}

/** A receiver of webhooks: name, address, and whether it may lie in the inner network. */
export function EndpointForm({ endpoint, save, onCancel }: EndpointFormProps) {
  const { t } = useStrings('deliveries');
  const words = useFailureWords();
  const [name, setName] = useState(endpoint?.name ?? '');
  const [url, setUrl] = useState(endpoint?.url ?? '');
  const [inner, setInner] = useState(endpoint?.inner ?? false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const faultOf = useFieldFault(error);

  function send(event: FormEvent): void {
    event.preventDefault();
    setBusy(true);
    setError(null);
    save({ name, url, inner })
      .catch(setError)
      .finally(() => setBusy(false));
  }

  return (
    <form className="person-form" aria-label={t('endpoints.form')} onSubmit={send}>
      <Field
        label={t('endpoints.name')}
        value={name}
        fault={faultOf('name')}
        onChange={(e) => setName(e.target.value)}
        maxLength={80}
        required
      />
      <Field
        label={t('endpoints.url')}
        hint={t('endpoints.urlHint')}
        value={url}
        fault={faultOf('url')}
        onChange={(e) => setUrl(e.target.value)}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        maxLength={2000}
        required
      />
      <label className="check">
        <input type="checkbox" checked={inner} onChange={(e) => setInner(e.target.checked)} />{' '}
        {t('endpoints.inner')} <span className="note">{t('endpoints.innerHint')}</span>
      </label>
      {error !== null && !isAtField(error, ['name', 'url']) && <p role="alert">{words(error)}</p>}
      <p className="acts">
        <button type="submit" disabled={busy}>
          {t('save')}
        </button>
        <button type="button" className="quiet" onClick={onCancel}>
          {t('cancel')}
        </button>
      </p>
    </form>
  );
}
