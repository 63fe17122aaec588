import { type FormEvent, useState } from 'react';
import { useStrings } from '../../ui/index.ts';
import { Field } from '../entry/Field.tsx';

interface ProposeFormProps {
  readonly count: number;
  /** @param from a day; `null` from the beginning of the year */
  readonly onPropose: (reason: string, from: string | null) => void;
  readonly onClear: () => void;
}

/** Why targets are to be so, and from when. */
export function ProposeForm({ count, onPropose, onClear }: ProposeFormProps) {
  const { t } = useStrings('targets');
  const [reason, setReason] = useState('');
  const [from, setFrom] = useState('');
  function send(event: FormEvent): void {
    event.preventDefault();
    onPropose(reason, from === '' ? null : from);
  }
  return (
    <form className="target-acts target-propose" onSubmit={send}>
      <b>{t('propose.changed', { count })}</b>
      <Field
        label={t('propose.reason')}
        value={reason}
        maxLength={500}
        onChange={(e) => setReason(e.target.value)}
        required
      />
      <Field
        label={t('propose.from')}
        hint={t('propose.fromHint')}
        type="date"
        value={from}
        onChange={(e) => setFrom(e.target.value)}
      />
      <button type="submit">{t('propose.act')}</button>
      <button type="button" className="quiet" onClick={onClear}>
        {t('propose.clear')}
      </button>
    </form>
  );
}
