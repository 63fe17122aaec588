/** Tasks that come again and again. */
import { type FormEvent, useId, useState } from 'react';
import type { Repeat, TaskRule, TaskRuleKept } from '../../../electron/contract/taskRules.ts';
import type { AssigneesAnswer } from '../../../electron/contract/tasks.ts';
import { useStrings } from '../../ui/index.ts';
import { Field } from '../entry/Field.tsx';
import { useFailureWords } from '../failure.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { AssigneeField } from './AssigneeField.tsx';
import { tasks } from './tasksApi.ts';
import { useAssigneeText } from './taskWords.ts';
import { useUnitNames } from './useTasks.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const QUARTERS = [1, 4, 7, 10];

export function RulesView() {
  const { t } = useStrings('tasks');
  const words = useFailureWords();
  const rules = useAsked(tasks.rules);
  const assignees = useAsked(tasks.assignees);
  const [open, setOpen] = useState<TaskRuleKept | 'new' | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const done = () => {
    setOpen(null);
    rules.again();
  };
  return (
    <section className="tasks" aria-labelledby="rules-title">
      <p>
        <a href="#tasks">{t('all')}</a>
      </p>
      <h2 id="rules-title">{t('rules.title')}</h2>
      <p className="note intro">{t('rules.intro')}</p>
      {open === null && (
        <p className="acts">
          <button type="button" onClick={() => setOpen('new')}>
            {t('rules.add')}
          </button>
        </p>
      )}
      {(rules.error ?? fault) !== null && <p role="alert">{words(rules.error ?? fault)}</p>}
      {rules.value?.length === 0 && open === null && <p className="note">{t('rules.none')}</p>}
      {open !== null && assignees.value && (
        <RuleForm kept={open === 'new' ? null : open} assignees={assignees.value} onDone={done} />
      )}
      <ul className="task-rules">
        {rules.value?.map((rule) => (
          <RuleLine
            key={rule.id}
            rule={rule}
            onOpen={() => setOpen(rule)}
            onRemove={() => void tasks.removeRule(rule.id).then(done, setFault)}
          />
        ))}
      </ul>
    </section>
  );
}

interface RuleLineProps {
  readonly rule: TaskRuleKept;
  readonly onOpen: () => void;
  readonly onRemove: () => void;
}

function RuleLine({ rule, onOpen, onRemove }: RuleLineProps) {
  const { t } = useStrings('tasks');
  const names = useUnitNames();
  const who = useAssigneeText();
  const repeat = useRepeatText();
  const [sure, setSure] = useState(false);
  return (
    <li>
      <b>{rule.title}</b> <span className="note">{who(rule.assignee, names)}</span>
      <p>
        {repeat(rule.repeat)}, {rule.time}
        {rule.workingDays !== null && ` · ${t('rules.within', { count: rule.workingDays })}`}
      </p>
      <p className="note">
        {rule.next === null ? t('rules.off') : t('rules.next', { when: whenText(rule.next) })}
      </p>
      <p className="acts">
        <button type="button" className="quiet" onClick={onOpen}>
          {t('change')}
        </button>
        {sure ? (
          <button type="button" onClick={onRemove}>
            {t('rules.sure', { title: rule.title })}
          </button>
        ) : (
          <button type="button" className="quiet" onClick={() => setSure(true)}>
            {t('rules.remove')}
          </button>
        )}
      </p>
    </li>
  );
}

function useRepeatText(): (repeat: Repeat) => string {
  const { t } = useStrings('tasks');
  return (repeat) => {
    switch (repeat.every) {
      case 'working_day':
        return t('repeat.working_day');
      case 'week':
        return t('repeat.weekOn', { days: repeat.weekdays.map((day) => t(`weekday.${day}`)).join(', ') });
      case 'month':
        return t('repeat.monthOn', { day: repeat.day });
      case 'year':
        return t('repeat.yearOn', { day: repeat.day, months: repeat.months.join(', ') });
    }
  };
}

const NEW_RULE: Omit<TaskRule, 'assignee'> = {
  ...{ title: '', text: '', priority: 'normal', repeat: { every: 'week', weekdays: [1] } },
  ...{ time: '07:30', workingDays: 5, enabled: true },
};

interface RuleFormProps {
  readonly kept: TaskRuleKept | null;
  readonly assignees: AssigneesAnswer;
  readonly onDone: () => void;
}

function RuleForm({ kept, assignees, onDone }: RuleFormProps) {
  const { t } = useStrings('tasks');
  const words = useFailureWords();
  const id = useId();
  const [rule, setRule] = useState(kept === null ? NEW_RULE : ruleOf(kept));
  const [assignee, setAssignee] = useState(kept?.assignee ?? null);
  const [error, setError] = useState<unknown>(null);
  const set = (change: Partial<TaskRule>) => setRule({ ...rule, ...change });
  function save(event: FormEvent): void {
    event.preventDefault();
    if (assignee === null) return;
    setError(null);
    const whole = { ...rule, assignee };
    (kept === null ? tasks.addRule(whole) : tasks.saveRule(kept.id, whole, kept.version)).then(
      onDone,
      setError,
    );
  }
  return (
    <form className="task-form task-settings" onSubmit={save}>
      <Field
        label={t('form.title')}
        value={rule.title}
        maxLength={200}
        required
        autoFocus
        onChange={(e) => set({ title: e.target.value })}
      />
      <AssigneeField value={assignee} assignees={assignees} onChange={setAssignee} />
      <RepeatFields repeat={rule.repeat} onChange={(repeat) => set({ repeat })} />
      <div className="task-form-row">
        <Field
          label={t('rules.time')}
          value={rule.time}
          pattern="([01][0-9]|2[0-3]):[0-5][0-9]"
          required
          onChange={(e) => set({ time: e.target.value })}
        />
        <Field
          label={t('rules.days')}
          hint={t('rules.daysHint')}
          type="number"
          min={1}
          max={250}
          value={rule.workingDays ?? ''}
          onChange={(e) => set({ workingDays: e.target.value === '' ? null : Number(e.target.value) })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-text`}>{t('form.text')}</label>
        <textarea
          id={`${id}-text`}
          rows={3}
          value={rule.text}
          onChange={(e) => set({ text: e.target.value })}
        />
      </div>
      <label className="tasks-check">
        <input type="checkbox" checked={rule.enabled} onChange={(e) => set({ enabled: e.target.checked })} />
        {t('rules.enabled')}
      </label>
      {error !== null && <p role="alert">{words(error)}</p>}
      <p className="acts">
        <button type="submit">{t('form.save')}</button>
        <button type="button" className="quiet" onClick={onDone}>
          {t('cancel')}
        </button>
      </p>
    </form>
  );
}

function ruleOf({
  title,
  text,
  priority,
  repeat,
  time,
  workingDays,
  enabled,
}: TaskRuleKept): typeof NEW_RULE {
  return { title, text, priority, repeat, time, workingDays, enabled };
}

interface RepeatFieldsProps {
  readonly repeat: Repeat;
  readonly onChange: (repeat: Repeat) => void;
}

function RepeatFields({ repeat, onChange }: RepeatFieldsProps) {
  const { t } = useStrings('tasks');
  const id = useId();
  const begin: Record<Repeat['every'], Repeat> = {
    working_day: { every: 'working_day' },
    week: { every: 'week', weekdays: [1] },
    month: { every: 'month', day: 1 },
    year: { every: 'year', months: QUARTERS, day: 1 },
  };
  return (
    <fieldset className="task-repeat">
      <legend>{t('repeat.title')}</legend>
      <label className="unseen" htmlFor={`${id}-every`}>
        {t('repeat.title')}
      </label>
      <select
        id={`${id}-every`}
        value={repeat.every}
        onChange={(e) => onChange(begin[e.target.value as Repeat['every']])}
      >
        {(['working_day', 'week', 'month', 'year'] as const).map((every) => (
          <option key={every} value={every}>
            {t(`repeat.${every}`)}
          </option>
        ))}
      </select>
      {repeat.every === 'week' &&
        WEEKDAYS.map((day) => (
          <label key={day} className="tasks-check">
            <input
              type="checkbox"
              checked={repeat.weekdays.includes(day)}
              onChange={(e) =>
                onChange({ ...repeat, weekdays: toggled(repeat.weekdays, day, e.target.checked) })
              }
            />
            {t(`weekday.${day}`)}
          </label>
        ))}
      {repeat.every === 'year' &&
        Array.from({ length: 12 }, (_, i) => i + 1).map((month) => (
          <label key={month} className="tasks-check">
            <input
              type="checkbox"
              checked={repeat.months.includes(month)}
              onChange={(e) =>
                onChange({ ...repeat, months: toggled(repeat.months, month, e.target.checked) })
              }
            />
            {month}
          </label>
        ))}
      {(repeat.every === 'month' || repeat.every === 'year') && (
        <label className="tasks-check">
          {t('repeat.day')}
          <input
            type="number"
            min={1}
            max={31}
            required
            value={repeat.day}
            onChange={(e) => onChange({ ...repeat, day: Number(e.target.value) })}
          />
        </label>
      )}
    </fieldset>
  );
}

/** With one more or one fewer; never none. */
function toggled(chosen: readonly number[], one: number, on: boolean): number[] {
  const next = on ? [...chosen, one] : chosen.filter((other) => other !== one);
  return next.length === 0 ? [...chosen] : next.sort((a, b) => a - b);
}
