import { useState } from 'react';
import type { CareSettings } from '../../../electron/contract/system.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { Field } from '../entry/Field.tsx';
import { useSubmit } from '../entry/useSubmit.ts';

/** Schedules people ask for, as cron expressions in the city's time. */
const SCHEDULES = {
  hourly: '0 * * * *',
  sixHourly: '0 */6 * * *',
  twiceDaily: '0 0,12 * * *',
  daily: '0 2 * * *',
  weekly: '0 2 * * 0',
};
const OWN = 'own';

interface CareFormProps {
  readonly settings: CareSettings;
  readonly onKept: () => void;
}

/** When backups are made, how many are kept for how long, the room kept free, how long lines are kept whole. */
export function CareForm({ settings, onKept }: CareFormProps) {
  const { t } = useStrings('system');
  const [schedule, setSchedule] = useState(settings.backupSchedule);
  const [own, setOwn] = useState(!Object.values(SCHEDULES).includes(settings.backupSchedule));
  const [kept, setKept] = useState(String(settings.backupsKept));
  const [days, setDays] = useState(String(settings.backupDays));
  const [reserve, setReserve] = useState(String(settings.reserveMib));
  const [years, setYears] = useState(settings.keepLinesYears === null ? '' : String(settings.keepLinesYears));
  const [done, setDone] = useState(false);
  const submit = useSubmit(() =>
    engine.changeCare({
      backupSchedule: schedule.trim(),
      backupsKept: Number(kept),
      backupDays: Number(days),
      reserveMib: Number(reserve),
      keepLinesYears: years === '' ? null : Number(years),
    }), () => {
    setDone(true);
    onKept();
  }, ['backupSchedule', 'backupsKept', 'backupDays', 'reserveMib', 'keepLinesYears']);
  const number = (name: string, value: string, set: (text: string) => void, min: number, max: number) => (
    <Field
      label={t(`care.${name}`)}
      hint={t(`care.${name}Hint`)}
      fault={submit.faultOf(name)}
      type="number"
      inputMode="numeric"
      min={min}
      max={max}
      step={1}
      value={value}
      required={name !== 'keepLinesYears'}
      onChange={(e) => {
        setDone(false);
        set(e.target.value);
      }}
    />
  );
  return (
    <section aria-labelledby="care-title">
      <h3 id="care-title">{t('care.title')}</h3>
      <form className="care-form" onSubmit={submit.send}>
        <div className="field">
          <label htmlFor="care-schedule">{t('care.schedule')}</label>
          <select
            id="care-schedule"
            value={own ? OWN : schedule}
            onChange={(e) => {
              setDone(false);
              setOwn(e.target.value === OWN);
              if (e.target.value !== OWN) setSchedule(e.target.value);
            }}
          >
            {Object.entries(SCHEDULES).map(([name, cron]) => (
              <option key={name} value={cron}>
                {t(`care.every.${name}`)}
              </option>
            ))}
            <option value={OWN}>{t('care.every.own')}</option>
          </select>
          <p className="field-words">{t('care.scheduleHint')}</p>
        </div>
        {own && (
          <Field
            label={t('care.cron')}
            hint={t('care.cronHint')}
            fault={submit.faultOf('backupSchedule')}
            value={schedule}
            maxLength={100}
            spellCheck={false}
            autoComplete="off"
            required
            onChange={(e) => {
              setDone(false);
              setSchedule(e.target.value);
            }}
          />
        )}
        {number('backupsKept', kept, setKept, 1, 1000)}
        {number('backupDays', days, setDays, 1, 36_500)}
        {number('reserveMib', reserve, setReserve, 0, 1_048_576)}
        {number('keepLinesYears', years, setYears, 0, 100)}
        {submit.fault !== undefined && <p role="alert">{submit.fault}</p>}
        <p className="acts">
          <button type="submit" disabled={submit.busy}>
            {t('care.keep')}
          </button>
          {done && <span role="status">{t('care.kept')}</span>}
        </p>
      </form>
    </section>
  );
}
