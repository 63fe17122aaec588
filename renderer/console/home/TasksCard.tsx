import { useCallback } from 'react';
import { useStrings } from '../../ui/index.ts';
import { tasks } from '../tasks/tasksApi.ts';
import { useAsked } from '../useAsked.ts';
import { HomeCard } from './HomeCard.tsx';

/** One's own tasks: how many wait, which are overdue, and what is new. */
export function TasksCard() {
  const { t } = useStrings('home');
  const ask = useCallback(() => Promise.all([tasks.list('view=mine&limit=200'), tasks.notices()]), []);
  const { value } = useAsked(ask);
  if (!value) return null;
  const [{ tasks: mine }, { unseen }] = value;
  const late = mine.filter((one) => one.late).length;
  return (
    <HomeCard id="tasks" title={t('tasks.title')} to="tasks" more={t('tasks.more')}>
      <p>{mine.length === 0 ? t('tasks.none') : t('tasks.mine', { count: mine.length })}</p>
      {late > 0 && (
        <p>
          <a href="#tasks?view=mine&late=true">{t('tasks.late', { count: late })}</a>
        </p>
      )}
      {unseen > 0 && (
        <p className="note">
          <a href="#tasks/notices">{t('tasks.unseen', { count: unseen })}</a>
        </p>
      )}
    </HomeCard>
  );
}
