/** Tasks below each other, the next deadline first. */
import { useStrings } from '../../ui/index.ts';
import type { TasksShown } from './TaskBoard.tsx';
import { tasksAddress } from './taskAddress.ts';
import { dueText, useAssigneeText } from './taskWords.ts';

export function TaskList({ list, asked, names, open }: TasksShown) {
  const { t } = useStrings('tasks');
  const who = useAssigneeText();
  return (
    <div className="scrolled">
      <table className="task-table">
        <thead>
          <tr>
            {(['task', 'assignee', 'due', 'state', 'priority'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.map((task) => (
            <tr key={task.number} data-open={open === task.number || undefined}>
              <th scope="row">
                <a href={tasksAddress(asked, task.number)} aria-current={open === task.number || undefined}>
                  {task.title}
                </a>{' '}
                <span className="note">{t('number', { number: task.number })}</span>
              </th>
              <td>{who(task.assignee, names)}</td>
              <td className="task-due" data-late={task.late || undefined}>
                {task.due
                  ? t(task.late ? 'due.lateShort' : 'due.plain', { when: dueText(task.due) })
                  : t('due.none')}
              </td>
              <td>{t(`state.${task.state}`)}</td>
              <td>{t(`priority.${task.priority}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
