/** Tasks that need somebody: overdue by unit, due this week, done lately. Nothing overdue is good news and says so. */
import type { TaskBoardAnswer, TaskLine } from '../../../electron/contract/taskBoard.ts';
import { useSize } from '../../charts/index.ts';
import { useAnswer } from '../../data/index.ts';
import { useOfficeName } from '../../maps/officeName.ts';
import { formatDay, useShortName, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { type Config, question } from './config.ts';
import { shared } from './room.ts';
import './tasks.css';

/** Height of a line with the gap below it, rem. */
const LINE_REM = 2.1;

export function TasksView({ config }: WidgetProps<Config>) {
  const board = useAnswer(question(config));
  const { t } = useStrings('widgets');
  const frame = useStrings('frame').t;
  const [box, size] = useSize<HTMLDivElement>();
  if (!board) return <Notice tone="quiet" title={frame('waiting')} />;
  if (board.overdue === 0 && board.dueThisWeek === 0 && board.doneLately === 0)
    return (
      <Notice
        tone="good"
        title={t('tasks.good')}
        {...(board.pending > 0 && { detail: t('tasks.pending', { count: board.pending }) })}
      />
    );
  const good = board.overdue === 0 ? 1 : 0;
  const lines = (size ? Math.floor(size.height / (LINE_REM * size.rem)) : 8) - good;
  const room = shared(lines, {
    units: Math.min(config.limit, board.units.length),
    soon: board.soon.length,
    done: board.done.length,
  });
  return (
    <div className="tasks-widget" ref={box}>
      {board.overdue === 0 && <p className="tasks-good">{t('tasks.good')}</p>}
      {room.units > 0 && <Overdue units={board.units.slice(0, room.units)} />}
      {room.brief ? (
        <p className="tasks-brief">{t('tasks.brief', { soon: board.dueThisWeek, done: board.doneLately })}</p>
      ) : (
        <>
          {board.dueThisWeek > 0 && (
            <Part
              title={t('tasks.soon', { count: board.dueThisWeek })}
              lines={board.soon.slice(0, room.soon)}
            />
          )}
          {board.doneLately > 0 && (
            <Part
              title={t('tasks.done', { count: board.doneLately })}
              lines={board.done.slice(0, room.done)}
            />
          )}
        </>
      )}
    </div>
  );
}

/** "42 việc quá hạn": how many, before where. */
export function TasksHeading({ config }: WidgetProps<Config>) {
  const board = useAnswer(question(config));
  const { t } = useStrings('widgets');
  if (!board || board.overdue === 0) return <>{t('tasks.title')}</>;
  return <>{t('tasks.heading', { count: board.overdue })}</>;
}

/** Where, how many, and for how many working days at most. */
function Overdue({ units }: { readonly units: TaskBoardAnswer['units'] }) {
  const { t } = useStrings('widgets');
  const short = useShortName();
  const office = useOfficeName();
  return (
    <table className="tasks-overdue">
      <tbody>
        {units.map(({ unit, name, overdue, oldestDays }) => (
          <tr key={unit}>
            <th scope="row">{short(office(name))}</th>
            <td className="tasks-count">{t('tasks.count', { count: overdue })}</td>
            <td className="tasks-days">{oldestDays > 0 && t('tasks.days', { count: oldestDays })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Part({ title, lines }: { readonly title: string; readonly lines: readonly TaskLine[] }) {
  return (
    <section className="tasks-part">
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <Line key={line.number} line={line} />
        ))}
      </ul>
    </section>
  );
}

function Line({ line }: { readonly line: TaskLine }) {
  const short = useShortName();
  const office = useOfficeName();
  return (
    <li>
      <span className="tasks-when">{whenOf(line)}</span>
      <span className="tasks-what">{line.title}</span>
      <span className="tasks-unit">{short(office(line.unitName))}</span>
    </li>
  );
}

/** The day of its deadline; of one that is done, the day it was. */
function whenOf({ due, doneAt }: TaskLine): string {
  if (doneAt !== null) return dayText(doneAt);
  if (due === null) return '';
  return 'day' in due ? `${due.day.slice(8, 10)}/${due.day.slice(5, 7)}` : dayText(due.at);
}

function dayText(instant: string): string {
  return formatDay(Date.parse(instant)).slice(0, 5);
}
