import type { TaskListed } from '../../../electron/contract/tasks.ts';
import { useStrings } from '../../ui/index.ts';
import { dueText } from './taskWords.ts';

/** Number, priority where it is not the usual one, deadline with the word for late, comments and files. */
export function TaskMarks({ task }: { readonly task: TaskListed }) {
  const { t } = useStrings('tasks');
  const { number, priority, due, late, comments, attachments, state } = task;
  const done = state === 'done' || state === 'confirmed';
  return (
    <span className="task-marks">
      <span className="task-number">{t('number', { number })}</span>
      {priority !== 'normal' && (
        <span className="task-priority" data-priority={priority}>
          {t(`priority.${priority}`)}
        </span>
      )}
      {due && (
        <span className="task-due" data-late={late || undefined}>
          {t(late ? (done ? 'due.doneLate' : 'due.late') : 'due.until', { when: dueText(due) })}
        </span>
      )}
      {comments > 0 && <span>{t('comments', { count: comments })}</span>}
      {attachments > 0 && <span>{t('files', { count: attachments })}</span>}
    </span>
  );
}
