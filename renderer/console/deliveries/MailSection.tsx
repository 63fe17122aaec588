import { type FormEvent, useState } from 'react';
import type { DeliverySettings, DeliveryTrial } from '../../../electron/contract/deliveries.ts';
import { useStrings } from '../../ui/index.ts';
import { ActsAndRemoval } from '../ActsAndRemoval.tsx';
import { Field } from '../entry/Field.tsx';
import { useFailureWords } from '../failure.ts';
import { deliveries } from './deliveriesApi.ts';
import { MailForm } from './MailForm.tsx';
import { TrialWords } from './TrialWords.tsx';
import { useFieldFault } from './useFieldFault.ts';

interface MailSectionProps {
  readonly settings: DeliverySettings;
  readonly onChanged: () => void;
}

/** The mail server: how it is set, the way to set it, and a trial. */
export function MailSection({ settings, onChanged }: MailSectionProps) {
  const { t } = useStrings('deliveries');
  const words = useFailureWords();
  const [editing, setEditing] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const { mail, passwordSet } = settings;

  function changed(): void {
    setEditing(false);
    onChanged();
  }
  function remove(): void {
    setFault(null);
    deliveries.removeMail().then(changed, setFault);
  }

  return (
    <section aria-labelledby="mail-title">
      <h3 id="mail-title">{t('mail.title')}</h3>
      {editing ? (
        <MailForm settings={settings} onDone={changed} onCancel={() => setEditing(false)} />
      ) : (
        <>
          {mail === null ? (
            <p>{t('mail.none')}</p>
          ) : (
            <dl className="delivery-facts">
              <dt>{t('mail.server')}</dt>
              <dd>
                {t('mail.is', { host: mail.host, port: mail.port })}{' '}
                <span className="note">{t(`tls.${mail.tls}`)}</span>
              </dd>
              <dt>{t('mail.from')}</dt>
              <dd>
                {mail.senderName} <span className="note">{mail.sender}</span>
              </dd>
              <dt>{t('mail.signIn')}</dt>
              <dd>
                {mail.user === null
                  ? t('mail.anonymous')
                  : t(passwordSet ? 'mail.as' : 'mail.passwordMissing', { user: mail.user })}
              </dd>
            </dl>
          )}
          <p className="acts">
            <ActsAndRemoval
              words={{ sure: t('sure'), remove: t('remove'), cancel: t('cancel') }}
              removable={mail !== null}
              onRemove={remove}
            >
              <button type="button" onClick={() => setEditing(true)}>
                {t(mail === null ? 'setUp' : 'change')}
              </button>
            </ActsAndRemoval>
          </p>
          {fault !== null && <p role="alert">{words(fault)}</p>}
          {mail !== null && <MailTrial />}
        </>
      )}
    </section>
  );
}

function MailTrial() {
  const { t } = useStrings('deliveries');
  const words = useFailureWords();
  const [to, setTo] = useState('');
  const [trial, setTrial] = useState<DeliveryTrial | 'running' | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const faultOf = useFieldFault(fault);

  function tryIt(event: FormEvent): void {
    event.preventDefault();
    setFault(null);
    setTrial('running');
    deliveries.tryMail(to).then(setTrial, (error: unknown) => {
      setTrial(null);
      setFault(error);
    });
  }
  return (
    <form className="delivery-trial" aria-label={t('trial.title')} onSubmit={tryIt}>
      <Field
        label={t('trial.to')}
        fault={faultOf('to')}
        type="email"
        value={to}
        onChange={(e) => {
          setTo(e.target.value);
          setTrial(null);
        }}
        required
      />
      <button type="submit" className="quiet" disabled={trial === 'running'}>
        {t('trial.act')}
      </button>
      {trial !== null && <TrialWords trial={trial} good={t('trial.mailGood', { to })} />}
      {fault !== null && faultOf('to') === undefined && <p role="alert">{words(fault)}</p>}
    </form>
  );
}
