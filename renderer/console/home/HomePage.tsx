/** The first page after signing in: what somebody of that work asks first, answered, with the way onward. */
import { lazy } from 'react';
import type { SessionAnswer } from '../../../electron/contract/access.ts';
import { useStrings } from '../../ui/index.ts';
import { mayOpen } from '../desk/page.ts';
import { SentList } from '../dashboards/SentList.tsx';
import { Help } from '../help/Help.tsx';
import { BackupsCard, HealthCard, PeopleCard } from './AdministrationCards.tsx';
import { DashboardsCard } from './DashboardsCard.tsx';
import { FaultsCard, NowCard, SourcesCard, WallCard } from './WallCards.tsx';
import { QuestionsCard } from './QuestionsCard.tsx';
import { TasksCard } from './TasksCard.tsx';
import './home.css';

/** With the widgets of the wall, which the other pages do not wait for. */
const HomeFigures = lazy(async () => ({ default: (await import('./HomeFigures.tsx')).HomeFigures }));

/** `leader`: looks at the whole organisation and changes nothing; `staff`: at a part of it. */
type Work = 'administrator' | 'operator' | 'leader' | 'staff';

/** By what somebody may do, so that an agency's own roles are led as well as the built-in ones. */
function workOf({ permissions, place }: SessionAnswer): Work {
  // The wall and its schedule are of the whole organisation.
  if (place !== null) return 'staff';
  if (permissions.includes('people.manage') && permissions.includes('system.manage')) return 'administrator';
  return permissions.includes('wall.run') ? 'operator' : 'leader';
}

export function HomePage({ person }: { readonly person: SessionAnswer }) {
  const { t } = useStrings('home');
  const work = workOf(person);
  return (
    <>
      <div className="titled">
        <h2>{t(`title.${work}`)}</h2>
        <Help topic={`home_${work}`} />
      </div>
      {work === 'administrator' && (
        <div className="home-cards">
          <HealthCard />
          <SourcesCard to="sources" />
          <BackupsCard />
          <PeopleCard />
          <WallCard />
          <FaultsCard />
        </div>
      )}
      {work === 'operator' && (
        <>
          <div className="home-cards">
            <WallCard />
            <NowCard />
            <FaultsCard />
            <SourcesCard to="desk" />
          </div>
          <SentList mayEnd />
        </>
      )}
      {(work === 'leader' || work === 'staff') && <HomeFigures work={work} place={person.place} />}
      <div className="home-cards">
        {mayOpen(person, 'tasks') && <TasksCard />}
        {mayOpen(person, 'questions') && <QuestionsCard />}
        <DashboardsCard />
      </div>
    </>
  );
}
