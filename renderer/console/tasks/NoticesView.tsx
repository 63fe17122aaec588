/** What one was told of tasks, how one wants to be reminded, and one's calendar. */
import { type FormEvent, useState } from 'react';
import type { ReminderSettings } from '../../../electron/contract/taskNotices.ts';
import { useStrings } from '../../ui/index.ts';
import { Field } from '../entry/Field.tsx';
import { useFailureWords } from '../failure.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { tasks } from './tasksApi.ts';

export function NoticesView() {
  const { t } = useStrings('tasks');
  const words = useFailureWords();
  const told = useAsked(tasks.notices);
  const reminders = useAsked(tasks.reminders);
  const [fault, setFault] = useState<unknown>(null);
  const newest = told.value?.notices[0]?.id;
  return (
    <section className="tasks" aria-labelledby="notices-title">
      <p>
        <a href="#tasks">{t('all')}</a>
      </p>
      <h2 id="notices-title">{t('notices.title')}</h2>
      {told.error !== null && <p role="alert">{words(told.error)}</p>}
      {fault !== null && <p role="alert">{words(fault)}</p>}
      {told.value?.notices.length === 0 && <p className="note">{t('notices.none')}</p>}
      {told.value && told.value.unseen > 0 && newest !== undefined && (
        <p className="acts">
          <button
            type="button"
            className="quiet"
            onClick={() => void tasks.seen(newest).then(told.again, setFault)}
          >
            {t('notices.seen', { count: told.value.unseen })}
          </button>
        </p>
      )}
      <ol className="task-notices">
        {told.value?.notices.map(({ id, kind, at, by, task, seen }) => (
          <li key={id} data-new={!seen || undefined}>
            <a href={`#tasks/${task.number}`}>{task.title}</a>
            <span>{t(by === null ? `notice.${kind}` : `noticeBy.${kind}`, { by })}</span>
            <span className="note">{whenText(at)}</span>
          </li>
        ))}
      </ol>
      {reminders.value && <Reminders kept={reminders.value} />}
      <Calendar />
    </section>
  );
}

function Reminders({ kept }: { readonly kept: ReminderSettings }) {
  const { t, i18n } = useStrings('tasks');
  const words = useFailureWords();
  const [days, setDays] = useState(String(kept.daysBefore));
  const [mail, setMail] = useState(kept.mail ?? '');
  const [said, setSaid] = useState('');
  const [fault, setFault] = useState<unknown>(null);
  function save(event: FormEvent): void {
    event.preventDefault();
    setFault(null);
    const language = i18n.language === 'en' ? 'en' : 'vi';
    tasks
      .remind({ daysBefore: Number(days), mail: mail.trim() === '' ? null : mail.trim(), language })
      .then(() => setSaid(t('reminders.kept')), setFault);
  }
  return (
    <form className="task-settings" onSubmit={save} aria-labelledby="reminders-title">
      <h3 id="reminders-title">{t('reminders.title')}</h3>
      <Field
        label={t('reminders.days')}
        hint={t('reminders.daysHint')}
        type="number"
        min={0}
        max={20}
        required
        value={days}
        onChange={(e) => setDays(e.target.value)}
      />
      <Field
        label={t('reminders.mail')}
        hint={t('reminders.mailHint')}
        type="email"
        value={mail}
        onChange={(e) => setMail(e.target.value)}
      />
      {fault !== null && <p role="alert">{words(fault)}</p>}
      <p className="acts">
        <button type="submit">{t('form.save')}</button>
      </p>
      <p role="status" className="note">
        {said}
      </p>
    </form>
  );
}

function Calendar() {
  const { t } = useStrings('tasks');
  const words = useFailureWords();
  const state = useAsked(tasks.calendar);
  const [address, setAddress] = useState<string | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const made = state.value?.made ?? null;
  function act(doing: Promise<string | null>): void {
    setFault(null);
    doing.then((path) => {
      setAddress(path === null ? null : window.location.origin + path);
      state.again();
    }, setFault);
  }
  return (
    <section className="task-settings" aria-labelledby="calendar-title">
      <h3 id="calendar-title">{t('calendar.title')}</h3>
      <p className="note">{t('calendar.intro')}</p>
      {address !== null && (
        <p>
          {t('calendar.address')} <code className="task-address">{address}</code>
        </p>
      )}
      {made !== null && address === null && <p>{t('calendar.made', { when: whenText(made) })}</p>}
      {fault !== null && <p role="alert">{words(fault)}</p>}
      <p className="acts">
        <button type="button" onClick={() => act(tasks.makeCalendar().then(({ path }) => path))}>
          {t(made === null ? 'calendar.make' : 'calendar.renew')}
        </button>
        {made !== null && (
          <button
            type="button"
            className="quiet"
            onClick={() => act(tasks.removeCalendar().then(() => null))}
          >
            {t('calendar.remove')}
          </button>
        )}
      </p>
    </section>
  );
}
