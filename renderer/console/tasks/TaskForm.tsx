/** What is to be done, by whom, until when: a new task, or a change of one. */
import { type FormEvent, useId, useState } from 'react';
import {
  type AssigneesAnswer,
  type DueAsked,
  TASK_PRIORITIES,
  TASK_TEXT_MAX,
  TASK_TITLE_MAX,
  type Due,
  type TaskListed,
} from '../../../electron/contract/tasks.ts';
import { useStrings } from '../../ui/index.ts';
import { ApiError } from '../call.ts';
import { Field } from '../entry/Field.tsx';
import { useFailureWords } from '../failure.ts';
import { readMoment, readDay } from '../moments.ts';
import { AssigneeField } from './AssigneeField.tsx';
import { dueText } from './taskWords.ts';

export interface TaskDraft {
  readonly title: string;
  readonly text: string;
  readonly priority: TaskListed['priority'];
  readonly assignee: TaskListed['assignee'] | null;
  readonly due: Due | null;
}

export interface TaskFilled {
  readonly title: string;
  readonly text: string;
  readonly priority: TaskListed['priority'];
  readonly assignee: TaskListed['assignee'];
  readonly due: DueAsked | null;
}

interface TaskFormProps {
  readonly begun: TaskDraft;
  readonly assignees: AssigneesAnswer;
  readonly act: string;
  readonly back: () => void;
  readonly onSend: (filled: TaskFilled) => Promise<unknown>;
}

/** A deadline in writing: a day, a day with a time, or so many working days. `undefined` when it is none of these. */
export function readDue(typed: string): DueAsked | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  const [, days] = /^\+?(\d{1,3})$/.exec(text) ?? [];
  if (days !== undefined && Number(days) >= 1 && Number(days) <= 250) return { workingDays: Number(days) };
  const day = readDay(text);
  if (day !== null) return { day };
  const at = readMoment(text);
  return at === null ? undefined : { at };
}

export function TaskForm({ begun, assignees, act, back, onSend }: TaskFormProps) {
  const { t } = useStrings('tasks');
  const words = useFailureWords();
  const id = useId();
  const [draft, setDraft] = useState(begun);
  const [due, setDue] = useState(begun.due === null ? '' : dueText(begun.due));
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const asked = readDue(due);
  const set = (change: Partial<TaskDraft>) => setDraft({ ...draft, ...change });
  const refused = error instanceof ApiError ? error.field : undefined;
  const known =
    refused !== undefined && ['due', 'assignee', 'assignee.unit', 'assignee.person'].includes(refused);
  const dueFault =
    asked === undefined ? t('form.dueFault') : refused === 'due' ? t('form.duePast') : undefined;

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    const { assignee } = draft;
    if (asked === undefined || assignee === null) return;
    setBusy(true);
    setError(null);
    try {
      // A deadline that was not touched stays, even when it has passed.
      const same = begun.due !== null && due === dueText(begun.due);
      await onSend({ ...draft, assignee, due: same ? begun.due : asked });
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="task-form" onSubmit={(event) => void send(event)}>
      <Field
        label={t('form.title')}
        value={draft.title}
        maxLength={TASK_TITLE_MAX}
        required
        autoFocus
        onChange={(e) => set({ title: e.target.value })}
      />
      <AssigneeField
        value={draft.assignee}
        assignees={assignees}
        fault={refused?.startsWith('assignee') ? t('form.assigneeFault') : undefined}
        onChange={(assignee) => set({ assignee })}
      />
      <div className="task-form-row">
        <Field
          label={t('form.due')}
          hint={t('form.dueHint')}
          fault={dueFault}
          value={due}
          autoComplete="off"
          spellCheck={false}
          onChange={(e) => setDue(e.target.value)}
        />
        <div className="field">
          <label htmlFor={`${id}-priority`}>{t('form.priority')}</label>
          <select
            id={`${id}-priority`}
            value={draft.priority}
            onChange={(e) =>
              set({ priority: TASK_PRIORITIES.find((one) => one === e.target.value) ?? 'normal' })
            }
          >
            {TASK_PRIORITIES.map((one) => (
              <option key={one} value={one}>
                {t(`priority.${one}`)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <div className="field">
        <label htmlFor={`${id}-text`}>{t('form.text')}</label>
        <textarea
          id={`${id}-text`}
          rows={4}
          maxLength={TASK_TEXT_MAX}
          value={draft.text}
          onChange={(e) => set({ text: e.target.value })}
        />
      </div>
      {error !== null && !known && <p role="alert">{words(error)}</p>}
      <p className="acts">
        <button type="submit" disabled={busy}>
          {act}
        </button>
        <button type="button" className="quiet" onClick={back}>
          {t('cancel')}
        </button>
      </p>
    </form>
  );
}
