/** Files of a task: fetched, attached, taken away. */
import { type Attachment, ATTACHMENT_BYTES_MAX, type Task } from '../../../electron/contract/tasks.ts';
import { formatNumber, useLocale, useStrings } from '../../ui/index.ts';
import { attachmentAddress, tasks } from './tasksApi.ts';

interface TaskFilesProps {
  readonly task: Task;
  readonly files: readonly Attachment[];
  readonly me: string;
  readonly after: (act: Promise<unknown>) => Promise<void>;
}

export function TaskFiles({ task, files, me, after }: TaskFilesProps) {
  const { t } = useStrings('tasks');
  const locale = useLocale();
  if (files.length === 0 && !task.mayComment) return null;
  return (
    <div className="task-files">
      <ul>
        {files.map(({ id, name, bytes, by }) => (
          <li key={id}>
            <a href={attachmentAddress(task.number, id)}>{name}</a>{' '}
            <span className="note">
              {t('file.size', { kib: formatNumber(Math.ceil(bytes / 1024), 0, locale) })}
            </span>
            {(by === me || task.mayChange) && task.mayComment && (
              <button
                type="button"
                className="quiet"
                aria-label={t('file.removeNamed', { name })}
                onClick={() => void after(tasks.detach(task.number, id))}
              >
                {t('file.remove')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {task.mayComment && (
        <label className="task-attach">
          <span className="task-attach-act">{t('file.attach')}</span>
          <input
            className="unseen"
            type="file"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = '';
              if (file) void after(tasks.attach(task.number, file));
            }}
          />
          <span className="note">{t('file.limit', { mib: ATTACHMENT_BYTES_MAX / 1024 / 1024 })}</span>
        </label>
      )}
    </div>
  );
}
