/** Asks why a task is blocked, sent back or cancelled. */
import { type FormEvent, useState } from 'react';
import { TASK_NOTE_MAX, type TaskListed, type TaskState } from '../../../electron/contract/tasks.ts';
import { useStrings } from '../../ui/index.ts';
import { useDialog } from '../dashboards/useDialog.ts';

interface MoveDialogProps {
  readonly task: TaskListed;
  readonly to: TaskState;
  readonly onDone: (note: string) => void;
  readonly onClose: () => void;
}

export function MoveDialog({ task, to, onDone, onClose }: MoveDialogProps) {
  const { t } = useStrings('tasks');
  const dialog = useDialog();
  const [note, setNote] = useState('');
  function send(event: FormEvent): void {
    event.preventDefault();
    if (note.trim() !== '') onDone(note.trim());
  }
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="move-title" onClose={onClose}>
      <form onSubmit={send}>
        <h2 id="move-title">{t('move.title', { title: task.title, state: t(`state.${to}`) })}</h2>
        <label>
          {t('move.why')}
          <textarea
            rows={3}
            maxLength={TASK_NOTE_MAX}
            required
            value={note}
            onChange={(e) => setNote(e.target.value)}
          />
        </label>
        <p className="acts">
          <button type="submit">{t(`act.${to}`)}</button>
          <button type="button" className="quiet" onClick={onClose}>
            {t('cancel')}
          </button>
        </p>
      </form>
    </dialog>
  );
}
