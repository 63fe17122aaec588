import { useStrings } from '../../ui/index.ts';
import { deliveries } from '../deliveries/deliveriesApi.ts';
import { Field } from '../entry/Field.tsx';
import { useAsked } from '../useAsked.ts';
import type { RuleDraft } from './ruleDraft.ts';

interface ChannelFieldsProps {
  readonly draft: RuleDraft;
  readonly onType: (change: Partial<RuleDraft>) => void;
}

/** Who is told, by what, and what happens when nobody answers. */
export function ChannelFields({ draft, onType }: ChannelFieldsProps) {
  const { t } = useStrings('alerts');
  const ways = useAsked(deliveries.ways).value;
  const { endpoints } = draft;
  return (
    <fieldset>
      <legend>{t('form.channels')}</legend>
      {(['wall', 'sound'] as const).map((one) => (
        <label key={one} className="check">
          <input type="checkbox" checked={draft[one]} onChange={(e) => onType({ [one]: e.target.checked })} />{' '}
          {t(`form.${one}`)}
        </label>
      ))}
      <Lines label={t('form.mail')} value={draft.mail} onType={(mail) => onType({ mail })} />
      {ways?.mail === false && draft.mail.trim() !== '' && (
        <p className="note rule-wide">{t('form.noMail')}</p>
      )}
      {ways !== undefined && ways.endpoints.length > 0 && (
        <fieldset className="rule-wide">
          <legend>{t('form.endpoints')}</legend>
          {ways.endpoints.map(({ id, name }) => (
            <label key={id} className="check">
              <input
                type="checkbox"
                checked={endpoints.includes(id)}
                onChange={(e) =>
                  onType({
                    endpoints: e.target.checked ? [...endpoints, id] : endpoints.filter((one) => one !== id),
                  })
                }
              />{' '}
              {name}
            </label>
          ))}
        </fieldset>
      )}
      <label className="check rule-wide">
        <input
          type="checkbox"
          checked={draft.escalate}
          onChange={(e) => onType({ escalate: e.target.checked })}
        />{' '}
        {t('form.escalate')}
      </label>
      {draft.escalate && (
        <>
          <Field
            label={t('form.afterMinutes')}
            type="number"
            min={1}
            max={40_320}
            value={draft.afterMinutes}
            onChange={(e) => onType({ afterMinutes: e.target.value })}
            required
          />
          <Lines
            label={t('form.escalateMail')}
            value={draft.escalateMail}
            onType={(escalateMail) => onType({ escalateMail })}
          />
        </>
      )}
    </fieldset>
  );
}

interface LinesProps {
  readonly label: string;
  readonly value: string;
  readonly onType: (text: string) => void;
}

function Lines({ label, value, onType }: LinesProps) {
  const { t } = useStrings('alerts');
  return (
    <label className="labelled">
      {label} <span className="note">{t('form.mailHint')}</span>
      <textarea rows={2} value={value} spellCheck={false} onChange={(e) => onType(e.target.value)} />
    </label>
  );
}
