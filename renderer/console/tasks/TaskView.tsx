/** One task beside the others: what it is, what may be done with it, what became of it. */
import { useCallback, useEffect, useState } from 'react';
import type { Task, TaskListed, TaskState } from '../../../electron/contract/tasks.ts';
import { useStrings } from '../../ui/index.ts';
import { ApiError } from '../call.ts';
import { useFailureWords } from '../failure.ts';
import { useAsked } from '../useAsked.ts';
import { OriginLine } from './OriginLine.tsx';
import { TaskFiles } from './TaskFiles.tsx';
import { TaskForm, type TaskFilled } from './TaskForm.tsx';
import { TaskHistoryView } from './TaskHistoryView.tsx';
import { TaskMarks } from './TaskMarks.tsx';
import { tasks } from './tasksApi.ts';
import { type UnitNames, useAssigneeText } from './taskWords.ts';

interface TaskViewProps {
  readonly number: number;
  readonly names: UnitNames;
  readonly me: string;
  readonly back: string;
  /** Changes when the list has a newer one: then it is asked for again. */
  readonly stamp: string;
  readonly onMove: (task: TaskListed, to: TaskState) => void;
  readonly onChanged: () => void;
}

export function TaskView({ number, names, me, back, stamp, onMove, onChanged }: TaskViewProps) {
  const { t } = useStrings('tasks');
  const words = useFailureWords();
  const who = useAssigneeText();
  const ask = useCallback(() => Promise.all([tasks.open(number), tasks.history(number)]), [number]);
  const { value, error, again } = useAsked(ask);
  const [editing, setEditing] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  useEffect(() => again(), [stamp, again]);

  function after(act: Promise<unknown>): Promise<void> {
    setFault(null);
    return act.then(
      () => {
        again();
        onChanged();
      },
      (failed: unknown) => setFault(failed),
    );
  }

  if (error instanceof ApiError && error.status === 404)
    return (
      <aside className="task-beside">
        <p role="alert">{t('gone')}</p>
        <a href={back}>{t('close')}</a>
      </aside>
    );
  if (!value)
    return <aside className="task-beside">{error !== null && <p role="alert">{words(error)}</p>}</aside>;
  const [task, history] = value;
  return (
    <aside
      className="task-beside"
      aria-labelledby="task-title"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !editing) window.location.hash = back.slice(1);
      }}
    >
      <p className="task-close">
        <span className="task-state" data-state={task.state}>
          {t(`state.${task.state}`)}
        </span>
        <a href={back}>{t('close')}</a>
      </p>
      {editing ? (
        <Editing
          task={task}
          onLeave={() => setEditing(false)}
          onSaved={() => {
            setEditing(false);
            again();
            onChanged();
          }}
        />
      ) : (
        <>
          <h3 id="task-title">{task.title}</h3>
          <p className="task-who">{who(task.assignee, names)}</p>
          <TaskMarks task={task} />
          <OriginLine task={task} names={names} />
          {task.text !== '' && <p className="task-text">{task.text}</p>}
          <Acts
            task={task}
            onMove={onMove}
            onEdit={() => setEditing(true)}
            onWatch={() => void after(tasks.watch(number, !task.watching))}
          />
        </>
      )}
      {fault !== null && <p role="alert">{words(fault)}</p>}
      <TaskFiles task={task} files={history.attachments} me={me} after={after} />
      <TaskHistoryView entries={history.entries} names={names} />
      {task.mayComment && <CommentForm onSend={(text) => after(tasks.comment(number, text))} />}
    </aside>
  );
}

interface ActsProps {
  readonly task: Task;
  readonly onMove: TaskViewProps['onMove'];
  readonly onEdit: () => void;
  readonly onWatch: () => void;
}

function Acts({ task, onMove, onEdit, onWatch }: ActsProps) {
  const { t } = useStrings('tasks');
  const [first, ...rest] = task.moves;
  const act = (to: TaskState) =>
    t(task.state === 'done' && to === 'in_progress' ? 'act.sent_back' : `act.${to}`);
  // A done task is confirmed first of all.
  const lead = task.moves.includes('confirmed') ? 'confirmed' : first;
  return (
    <p className="acts task-acts">
      {lead && (
        <button type="button" onClick={() => onMove(task, lead)}>
          {act(lead)}
        </button>
      )}
      {[...(first && first !== lead ? [first] : []), ...rest.filter((to) => to !== lead)].map((to) => (
        <button key={to} type="button" className="quiet" onClick={() => onMove(task, to)}>
          {act(to)}
        </button>
      ))}
      {task.mayChange && (
        <button type="button" className="quiet" onClick={onEdit}>
          {t('change')}
        </button>
      )}
      <button type="button" className="quiet" aria-pressed={task.watching} onClick={onWatch}>
        {t(task.watching ? 'unwatch' : 'watch')}
      </button>
    </p>
  );
}

interface EditingProps {
  readonly task: Task;
  readonly onLeave: () => void;
  readonly onSaved: () => void;
}

/** Based on the version it was opened with: somebody else's change meanwhile is not written over. */
function Editing({ task, onLeave, onSaved }: EditingProps) {
  const { t } = useStrings('tasks');
  const words = useFailureWords();
  const [begun] = useState(task);
  const assignees = useAsked(tasks.assignees);
  if (!assignees.value) return assignees.error === null ? null : <p role="alert">{words(assignees.error)}</p>;
  const save = async (filled: TaskFilled) => {
    await tasks.change(begun.number, { ...filled, basedOn: begun.version });
    onSaved();
  };
  return (
    <TaskForm
      begun={{ ...begun, due: begun.due }}
      assignees={assignees.value}
      act={t('form.save')}
      back={onLeave}
      onSend={save}
    />
  );
}

function CommentForm({ onSend }: { readonly onSend: (text: string) => Promise<void> }) {
  const { t } = useStrings('tasks');
  const [text, setText] = useState('');
  return (
    <form
      className="task-comment"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') void onSend(text.trim()).then(() => setText(''));
      }}
    >
      <label>
        <span>{t('comment.label')}</span>
        <textarea rows={2} maxLength={2000} value={text} onChange={(e) => setText(e.target.value)} />
      </label>
      <button type="submit" className="quiet">
        {t('comment.send')}
      </button>
    </form>
  );
}
