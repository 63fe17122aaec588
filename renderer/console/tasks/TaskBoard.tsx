/** Tasks by state, side by side: dragged from column to column, or moved by Shift and an arrow. */
import { type CSSProperties, type DragEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { TaskListed, TaskState } from '../../../electron/contract/tasks.ts';
import { useShortName, useStrings } from '../../ui/index.ts';
import { alongOf, COLUMNS, type Way } from './moves.ts';
import { type Asked, tasksAddress } from './taskAddress.ts';
import { TaskMarks } from './TaskMarks.tsx';
import { type UnitNames, useAssigneeText } from './taskWords.ts';

/** With Shift. */
const TAKES: Readonly<Record<string, Way>> = { ArrowRight: 'on', ArrowLeft: 'back', ArrowDown: 'blocked' };

export interface TasksShown {
  readonly list: readonly TaskListed[];
  readonly asked: Asked;
  readonly names: UnitNames;
  /** Number of the task that is open beside it. */
  readonly open: number | null;
  readonly onMove: (task: TaskListed, to: TaskState) => void;
}

export function TaskBoard({ list, asked, names, open, onMove }: TasksShown) {
  const { t } = useStrings('tasks');
  const [dragged, setDragged] = useState<TaskListed | null>(null);
  const board = useRef<HTMLDivElement>(null);
  const columns = COLUMNS.filter((state) => asked.closed || (state !== 'confirmed' && state !== 'cancelled'));
  // Where a task may be dropped is shown while it is dragged, closed columns as well.
  const drops = dragged
    ? COLUMNS.filter((one) => columns.includes(one) || dragged.moves.includes(one))
    : columns;

  /** Arrows go from card to card, with Shift they take the task along. */
  function onKey(event: KeyboardEvent, task: TaskListed): void {
    if (event.shiftKey) {
      const way = TAKES[event.key];
      const to = way && alongOf(task, way);
      if (to) onMove(task, to);
      if (way) event.preventDefault();
      return;
    }
    const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key] as -1 | 1 | undefined;
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (side === undefined && step === undefined) return;
    event.preventDefault();
    const inOrder = columns.map((state) => list.filter((one) => one.state === state));
    const column = columns.indexOf(task.state);
    const row = inOrder[column]?.indexOf(task) ?? 0;
    const next =
      step !== undefined ? inOrder[column]?.[row + step] : nearest(inOrder, column, side ?? 1, row);
    if (next) board.current?.querySelector<HTMLElement>(`[data-task="${next.number}"]`)?.focus();
  }

  return (
    <>
      <div className="board-of-tasks" ref={board} style={{ '--columns': drops.length } as CSSProperties}>
        {drops.map((state) => (
          <Column
            key={state}
            state={state}
            count={list.filter((one) => one.state === state).length}
            takes={dragged?.moves.includes(state) ?? false}
            onDrop={() => dragged && onMove(dragged, state)}
          >
            {list
              .filter((one) => one.state === state)
              .map((task) => (
                <li key={task.number}>
                  <a
                    className="task-card"
                    href={tasksAddress(asked, task.number)}
                    data-task={task.number}
                    data-late={task.late || undefined}
                    aria-current={open === task.number || undefined}
                    aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight Shift+ArrowDown"
                    draggable={task.moves.length > 0}
                    onDragStart={(event) => {
                      event.dataTransfer.setData('text/plain', String(task.number));
                      event.dataTransfer.effectAllowed = 'move';
                      setDragged(task);
                    }}
                    onDragEnd={() => setDragged(null)}
                    onKeyDown={(event) => onKey(event, task)}
                  >
                    <span className="task-title">{task.title}</span>
                    <Assigned task={task} names={names} />
                    <TaskMarks task={task} />
                  </a>
                </li>
              ))}
          </Column>
        ))}
      </div>
      <p className="note board-keys">{t('keys')}</p>
    </>
  );
}

/** The card at the same height in the nearest column to one side that has any. */
function nearest(
  inOrder: readonly (readonly TaskListed[])[],
  column: number,
  side: -1 | 1,
  row: number,
): TaskListed | undefined {
  for (let at = column + side; at >= 0 && at < inOrder.length; at += side) {
    const cards = inOrder[at];
    if (cards && cards.length > 0) return cards[Math.min(row, cards.length - 1)];
  }
  return undefined;
}

function Assigned({ task, names }: { readonly task: TaskListed; readonly names: UnitNames }) {
  const text = useAssigneeText();
  const short = useShortName();
  return <span className="task-who">{short(text(task.assignee, names))}</span>;
}

interface ColumnProps {
  readonly state: TaskState;
  readonly count: number;
  /** The task that is dragged may go here. */
  readonly takes: boolean;
  readonly onDrop: () => void;
  readonly children: React.ReactNode;
}

function Column({ state, count, takes, onDrop, children }: ColumnProps) {
  const { t } = useStrings('tasks');
  const [over, setOver] = useState(false);
  const allow = (event: DragEvent) => {
    if (!takes) return;
    event.preventDefault();
    setOver(true);
  };
  return (
    <section
      className="task-column"
      aria-label={t(`state.${state}`)}
      data-takes={takes || undefined}
      data-over={(takes && over) || undefined}
      onDragOver={allow}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (takes) onDrop();
      }}
    >
      <h3>
        {t(`state.${state}`)} <span className="note">{count}</span>
      </h3>
      <ul>{children}</ul>
    </section>
  );
}
