import { HOLIDAY_RULES, WEEKDAYS } from '../../../electron/contract/schedules.ts';
import { useStrings } from '../../ui/index.ts';
import { Field } from '../entry/Field.tsx';
import type { RuleDraft } from './ruleDraft.ts';
import { Select } from './Select.tsx';

interface HoursFieldsProps {
  readonly draft: RuleDraft;
  readonly onType: (change: Partial<RuleDraft>) => void;
}

/** Whether a rule is looked at within hours only, and within which. */
export function HoursFields({ draft, onType }: HoursFieldsProps) {
  const { t } = useStrings('alerts');
  const weekday = useStrings('schedule').t;
  const { weekdays } = draft;
  return (
    <>
      <label className="check rule-wide">
        <input type="checkbox" checked={draft.hours} onChange={(e) => onType({ hours: e.target.checked })} />{' '}
        {t('form.hours')}
      </label>
      {draft.hours && (
        <>
          {(['hoursFrom', 'hoursTo'] as const).map((one) => (
            <Field
              key={one}
              label={t(`form.${one}`)}
              value={draft[one]}
              inputMode="numeric"
              pattern="([01]\d|2[0-3]):[0-5]\d|24:00"
              onChange={(e) => onType({ [one]: e.target.value })}
              required
            />
          ))}
          <Select
            label={t('form.holidays')}
            value={draft.holidays}
            choices={HOLIDAY_RULES.map((one) => [one, t(`holidayIs.${one}`)])}
            onChoose={(holidays) => onType({ holidays })}
          />
          <fieldset className="rule-wide">
            <legend>{t('form.weekdays')}</legend>
            <p className="checks">
              {WEEKDAYS.map((one) => (
                <label key={one} className="check">
                  <input
                    type="checkbox"
                    checked={weekdays.includes(one)}
                    onChange={(e) =>
                      onType({
                        weekdays: WEEKDAYS.filter((day) =>
                          day === one ? e.target.checked : weekdays.includes(day),
                        ),
                      })
                    }
                  />{' '}
                  {weekday(`weekday.${one}`)}
                </label>
              ))}
            </p>
          </fieldset>
        </>
      )}
    </>
  );
}
