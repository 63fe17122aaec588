import { type FormEvent, useState } from 'react';
import { type DeliverySettings, MAIL_TLS, type MailSettings } from '../../../electron/contract/deliveries.ts';
import { useStrings } from '../../ui/index.ts';
import { Field } from '../entry/Field.tsx';
import { useFailureWords } from '../failure.ts';
import { deliveries } from './deliveriesApi.ts';
import { isAtField, useFieldFault } from './useFieldFault.ts';

/** The port that goes with each way of encrypting, where none was typed. */
const USUAL_PORT: Readonly<Record<MailSettings['tls'], number>> = { implicit: 465, starttls: 587, none: 25 };
const AT_FIELDS = ['host', 'port', 'tls', 'sender', 'password', 'authority'];

interface MailFormProps {
  readonly settings: DeliverySettings;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Sets the mail server. */
export function MailForm({ settings: { mail, passwordSet }, onDone, onCancel }: MailFormProps) {
  const { t } = useStrings('deliveries');
  const words = useFailureWords();
  const [draft, setDraft] = useState({
    host: mail?.host ?? '',
    port: String(mail?.port ?? USUAL_PORT.starttls),
    tls: mail?.tls ?? 'starttls',
    user: mail?.user ?? '',
    password: '',
    sender: mail?.sender ?? '',
    senderName: mail?.senderName ?? '',
    authority: mail?.authority ?? '',
  });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const faultOf = useFieldFault(error);
  const type = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const text = (key: Exclude<keyof typeof draft, 'tls'>) => ({
    label: t(`mail.${key}`),
    value: draft[key],
    onChange: (e: { target: { value: string } }) => type({ [key]: e.target.value }),
    fault: faultOf(key),
    autoComplete: 'off',
    spellCheck: false,
  });

  function save(event: FormEvent): void {
    event.preventDefault();
    setBusy(true);
    setError(null);
    const { host, port, tls, sender, senderName } = draft;
    const user = draft.user.trim() === '' ? null : draft.user.trim();
    const password = user === null ? null : draft.password === '' ? undefined : draft.password;
    deliveries
      .setMail({
        ...{ host: host.trim(), port: Number(port), tls, user, sender: sender.trim(), senderName },
        authority: draft.authority.trim() === '' ? null : draft.authority,
        ...(password !== undefined && { password }),
      })
      .then(onDone, setError)
      .finally(() => setBusy(false));
  }

  return (
    <form className="person-form" onSubmit={save}>
      <Field {...text('host')} hint={t('mail.hostHint')} maxLength={253} required />
      <label className="labelled">
        {t('mail.tls')}
        <select
          value={draft.tls}
          onChange={(e) => {
            const tls = MAIL_TLS.find((one) => one === e.target.value) ?? 'starttls';
            const isUsual = Number(draft.port) === USUAL_PORT[draft.tls];
            type({ tls, ...(isUsual && { port: String(USUAL_PORT[tls]) }) });
          }}
        >
          {MAIL_TLS.map((one) => (
            <option key={one} value={one}>
              {t(`tls.${one}`)}
            </option>
          ))}
        </select>
        {faultOf('tls') !== undefined && <span role="alert">{faultOf('tls')}</span>}
      </label>
      <Field {...text('port')} type="number" min={1} max={65_535} required />
      <Field {...text('user')} hint={t('mail.userHint')} maxLength={254} />
      {draft.user.trim() !== '' && (
        <Field
          {...text('password')}
          {...(passwordSet && { hint: t('mail.passwordKept') })}
          type="password"
          autoComplete="new-password"
          maxLength={500}
        />
      )}
      <Field {...text('sender')} inputMode="email" maxLength={254} required />
      <Field {...text('senderName')} maxLength={100} required />
      <details className="more">
        <summary>{t('mail.authority')}</summary>
        <label className="labelled">
          <span className="note">{t('mail.authorityHint')}</span>
          <textarea
            rows={4}
            value={draft.authority}
            spellCheck={false}
            onChange={(e) => type({ authority: e.target.value })}
          />
        </label>
      </details>
      {error !== null && !isAtField(error, AT_FIELDS) && <p role="alert">{words(error)}</p>}
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
