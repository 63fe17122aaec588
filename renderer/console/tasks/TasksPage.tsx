/** Tasks: as a board or a list, one of them open beside it. */
import { useState } from 'react';
import type { SessionAnswer } from '../../../electron/contract/access.ts';
import type { TaskListed, TaskState } from '../../../electron/contract/tasks.ts';
import { useStrings } from '../../ui/index.ts';
import { useAddressQuery, usePath } from '../desk/page.ts';
import { useFailureWords } from '../failure.ts';
import { Help } from '../help/Help.tsx';
import { FilterBar } from './FilterBar.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { NewTask } from './NewTask.tsx';
import { NoticesView } from './NoticesView.tsx';
import { needsNote } from './moves.ts';
import { RulesView } from './RulesView.tsx';
import { NOTHING_ASKED, readAsked, tasksAddress } from './taskAddress.ts';
import { TaskBoard } from './TaskBoard.tsx';
import { TaskList } from './TaskList.tsx';
import { TaskView } from './TaskView.tsx';
import { useTasks, useUnitNames } from './useTasks.ts';
import './tasks.css';

export function TasksPage({ person }: { readonly person: SessionAnswer }) {
  const [, part = ''] = usePath();
  if (part === 'notices') return <NoticesView />;
  if (part === 'rules') return <RulesView />;
  return <Tasks person={person} part={part} />;
}

/** `part`: the number of the task that is open, `new`, or nothing. */
function Tasks({ person, part }: { readonly person: SessionAnswer; readonly part: string }) {
  const { t } = useStrings('tasks');
  const words = useFailureWords();
  const query = useAddressQuery();
  const asked = readAsked(query);
  const page = useTasks(asked);
  const names = useUnitNames();
  const [moving, setMoving] = useState<{ task: TaskListed; to: TaskState } | null>(null);
  const [said, setSaid] = useState('');
  const may = (one: SessionAnswer['permissions'][number]) => person.permissions.includes(one);
  const open = /^\d+$/.test(part) ? Number(part) : null;
  // An alert leads here: without a task yet, one is begun.
  const begun = part === 'new' || (asked.alert !== null && open === null && page.list?.length === 0);

  function move(task: TaskListed, to: TaskState): void {
    if (needsNote(task.state, to)) setMoving({ task, to });
    else void done(task, to);
  }
  async function done(task: TaskListed, to: TaskState, note?: string): Promise<void> {
    setMoving(null);
    if (await page.move(task, to, note))
      setSaid(t('moved', { number: task.number, state: t(`state.${to}`) }));
  }
  const shared = { list: page.list ?? [], asked, names, open, onMove: move };

  return (
    <section className="tasks" aria-labelledby="tasks-title">
      <div className="titled">
        <h2 id="tasks-title">{t('title')}</h2>
        <Help topic="tasks" />
      </div>
      <p className="acts tasks-acts">
        {may('tasks.work') && (
          <a className="tasks-new" href={tasksAddress(asked, 'new')}>
            {t('new')}
          </a>
        )}
        <a href="#tasks/notices">{t('notices.title')}</a>
        {may('tasks.manage') && <a href="#tasks/rules">{t('rules.title')}</a>}
      </p>
      <FilterBar asked={asked} names={names} />
      <p role="status" className="note tasks-said">
        {said}
      </p>
      {page.refusal !== null && <p role="alert">{words(page.refusal)}</p>}
      {page.error !== null && <p role="alert">{words(page.error)}</p>}
      <div className="tasks-room" data-beside={open !== null || begun || undefined}>
        <div className="tasks-all">
          {page.list?.length === 0 && <p className="tasks-none">{t(noneOf(asked))}</p>}
          {page.list && page.list.length > 0 && (
            <>
              {asked.as === 'board' ? <TaskBoard {...shared} /> : <TaskList {...shared} />}
              {page.more && <p className="note">{t('more')}</p>}
            </>
          )}
        </div>
        {begun && (
          <NewTask
            query={query}
            back={tasksAddress({ ...asked, alert: null })}
            onMade={(number) => {
              setSaid(t('made', { number }));
              page.refresh();
              window.location.hash = tasksAddress({ ...NOTHING_ASKED, as: asked.as }, number).slice(1);
            }}
          />
        )}
        {open !== null && !begun && (
          <TaskView
            key={open}
            number={open}
            names={names}
            back={tasksAddress(asked)}
            me={person.username}
            onMove={move}
            onChanged={page.refresh}
            stamp={page.list?.find(({ number }) => number === open)?.changedAt ?? ''}
          />
        )}
      </div>
      {moving && (
        <MoveDialog
          task={moving.task}
          to={moving.to}
          onDone={(note) => void done(moving.task, moving.to, note)}
          onClose={() => setMoving(null)}
        />
      )}
    </section>
  );
}

/** Nothing overdue is good news; nothing found is not. */
function noneOf({ late, q, alert }: ReturnType<typeof readAsked>): string {
  if (q !== '') return 'none.found';
  if (alert !== null) return 'none.alert';
  return late ? 'none.late' : 'none.all';
}
