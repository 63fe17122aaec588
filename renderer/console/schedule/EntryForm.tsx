import { type FormEvent, useState } from 'react';
import {
  HOLIDAY_RULES,
  PRIORITY_MAX,
  type ScheduleEntry,
  type ScheduleEntryRequest,
  WEEKDAYS,
} from '../../../electron/contract/schedules.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { Field } from '../entry/Field.tsx';
import { useSubmit } from '../entry/useSubmit.ts';
import { Choice } from './Choice.tsx';
import { ConditionFields, type WrittenCondition } from './ConditionFields.tsx';
import { readDays, writeDay, writeDays } from './dayList.ts';
import { useSceneNames } from './useSceneNames.ts';

const NEW: Omit<ScheduleEntryRequest, 'scene'> = {
  name: '',
  enabled: true,
  from: '07:30',
  to: '17:00',
  weekdays: [1, 2, 3, 4, 5],
  firstDay: null,
  lastDay: null,
  on: [],
  off: [],
  holidays: 'not',
  priority: 10,
  condition: null,
};
const DATES = ['firstDay', 'lastDay', 'on', 'off'] as const;
const TIMES = ['name', 'scene', 'from', 'to', 'weekdays', 'priority'];
const CONDITION = ['condition.unit', 'condition.indicator', 'condition.value', 'condition.source'];

interface EntryFormProps {
  /** Which to change; left out, a new one is added. */
  readonly entry?: ScheduleEntry;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** One entry of the schedule: which scene, when, and on what condition. */
export function EntryForm({ entry, onDone, onCancel }: EntryFormProps) {
  const { t } = useStrings('schedule');
  const { scenes, nameOf } = useSceneNames();
  const before = entry ?? NEW;
  const [plain, setPlain] = useState(before);
  const [chosenScene, setScene] = useState(entry?.scene);
  const scene = chosenScene ?? scenes[0]?.id ?? '';
  const [dates, setDates] = useState({
    firstDay: before.firstDay === null ? '' : writeDay(before.firstDay),
    lastDay: before.lastDay === null ? '' : writeDay(before.lastDay),
    on: writeDays(before.on),
    off: writeDays(before.off),
  });
  const [condition, setCondition] = useState<WrittenCondition>(
    before.condition?.is === 'indicator'
      ? { ...before.condition, value: String(before.condition.value) }
      : before.condition,
  );
  const [tried, setTried] = useState(false);
  const read = readForm({ ...plain, scene }, dates, condition);
  const submit = useSubmit(
    () => {
      const { id: _, ...asked } = { id: 0, ...read.entry };
      return entry ? engine.changeEntry(entry.id, asked) : engine.addEntry(asked);
    },
    onDone,
    [...TIMES, ...DATES, ...CONDITION],
  );
  function send(event: FormEvent): void {
    setTried(true);
    if (read.wrong.size > 0) event.preventDefault();
    else submit.send(event);
  }
  const faultOf = (field: string) => {
    const wrong = tried ? read.wrong.get(field) : undefined;
    if (wrong === undefined) return submit.faultOf(field);
    return field === 'condition.value' ? t('form.valueFault') : t('form.dayFault', { text: wrong });
  };

  return (
    <section aria-labelledby="entry-title">
      <h2 id="entry-title">{entry ? t('form.changing', { name: entry.name }) : t('form.new')}</h2>
      <form className="person-form" onSubmit={send}>
        <Field
          label={t('entries.name')}
          fault={faultOf('name')}
          value={plain.name}
          maxLength={100}
          autoComplete="off"
          onChange={(e) => setPlain({ ...plain, name: e.target.value })}
          required
        />
        <Choice
          label={t('entries.scene')}
          value={scene}
          choices={scenes.map(({ id }) => [id, nameOf(id)] as const)}
          onChoose={setScene}
          fault={faultOf('scene')}
        />
        {(['from', 'to'] as const).map((field) => (
          <Field
            key={field}
            label={t(`form.${field}`)}
            hint={t(`form.${field}Hint`)}
            fault={faultOf(field)}
            value={plain[field]}
            inputMode="numeric"
            pattern={field === 'from' ? '([01]\\d|2[0-3]):[0-5]\\d' : '([01]\\d|2[0-3]):[0-5]\\d|24:00'}
            title={t(`form.${field}Hint`)}
            autoComplete="off"
            onChange={(e) => setPlain({ ...plain, [field]: e.target.value })}
            required
          />
        ))}
        <fieldset>
          <legend>{t('form.weekdays')}</legend>
          <p className="checks">
            {WEEKDAYS.map((weekday) => (
              <label key={weekday} className="check">
                <input
                  type="checkbox"
                  checked={plain.weekdays.includes(weekday)}
                  onChange={(e) => {
                    const wanted = (one: number) =>
                      one === weekday ? e.target.checked : plain.weekdays.includes(one);
                    setPlain({ ...plain, weekdays: WEEKDAYS.filter(wanted) });
                  }}
                />{' '}
                {t(`weekday.${weekday}`)}
              </label>
            ))}
          </p>
          {faultOf('weekdays') !== undefined && <p role="alert">{faultOf('weekdays')}</p>}
        </fieldset>
        {DATES.map((field) => (
          <Field
            key={field}
            label={t(`form.${field}`)}
            hint={t(field === 'on' || field === 'off' ? 'form.daysHint' : 'form.dayHint')}
            fault={faultOf(field)}
            value={dates[field]}
            autoComplete="off"
            spellCheck={false}
            onChange={(e) => setDates({ ...dates, [field]: e.target.value })}
          />
        ))}
        <fieldset>
          <legend>{t('form.holidays')}</legend>
          {HOLIDAY_RULES.map((rule) => (
            <label key={rule} className="check">
              <input
                type="radio"
                name="holidays"
                checked={plain.holidays === rule}
                onChange={() => setPlain({ ...plain, holidays: rule })}
              />{' '}
              {t(`form.holiday.${rule}`)}
            </label>
          ))}
        </fieldset>
        <Field
          label={t('form.priority')}
          hint={t('form.priorityHint')}
          fault={faultOf('priority')}
          type="number"
          min={0}
          max={PRIORITY_MAX}
          step={1}
          value={String(plain.priority)}
          onChange={(e) => setPlain({ ...plain, priority: Number(e.target.value) })}
          required
        />
        <ConditionFields
          condition={condition}
          onCondition={setCondition}
          faultOf={faultOf}
          valueFault={faultOf('condition.value')}
        />
        <label className="check">
          <input
            type="checkbox"
            checked={plain.enabled}
            onChange={(e) => setPlain({ ...plain, enabled: e.target.checked })}
          />{' '}
          {t('form.enabled')}
        </label>
        {submit.fault !== undefined && <p role="alert">{submit.fault}</p>}
        <p className="acts">
          <button type="submit" disabled={submit.busy}>
            {t(entry ? 'form.save' : 'form.add')}
          </button>
          <button type="button" className="quiet" onClick={onCancel}>
            {t('entries.cancel')}
          </button>
        </p>
      </form>
    </section>
  );
}

/** The form as the engine is asked, and the fields that cannot be read, each with what stands there. */
function readForm(
  plain: ScheduleEntryRequest,
  dates: Record<(typeof DATES)[number], string>,
  condition: WrittenCondition,
): { entry: ScheduleEntryRequest; wrong: Map<string, string> } {
  const wrong = new Map<string, string>();
  const [firstDay, lastDay, on, off] = DATES.map((field) => {
    const { days, wrong: text } = readDays(dates[field]);
    if (text !== null) wrong.set(field, text);
    return days;
  });
  let asked: ScheduleEntryRequest['condition'] = null;
  if (condition?.is === 'freshness') asked = condition;
  else if (condition !== null) {
    const value = readNumber(condition.value);
    if (value === null) wrong.set('condition.value', condition.value);
    asked = { ...condition, value: value ?? 0 };
  }
  const { name, scene, enabled, from, to, weekdays, holidays, priority } = plain;
  const entry = {
    ...{ name, scene, enabled, from, to, weekdays, holidays, priority, condition: asked },
    ...{ firstDay: firstDay?.[0] ?? null, lastDay: lastDay?.[0] ?? null, on: on ?? [], off: off ?? [] },
  };
  return { entry, wrong };
}

/** A number with a comma or a point before its decimals; points in groups of three are taken as such. */
function readNumber(text: string): number | null {
  const plain = text.trim().replace(/\s/g, '');
  const grouped = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(plain) ? plain.replaceAll('.', '') : plain;
  const dotted = grouped.replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(dotted) ? Number(dotted) : null;
}
