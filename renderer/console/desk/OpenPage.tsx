/** The page that is open, of those there are. */
import { lazy, type ReactNode } from 'react';
import type { Permission, SessionAnswer } from '../../../electron/contract/access.ts';
import type { engine } from '../api.ts';
import type { usePolled } from '../polling.ts';
import { MayBring } from '../images/mayBring.ts';
import { MayGive } from '../tasks/mayGive.ts';
import { mayOpen, type Page } from './page.ts';
import { WallDesk } from './WallDesk.tsx';

/** Each page comes when it is opened: the first one does not wait for the others. */
const AccountPage = lazy(async () => ({ default: (await import('../account/AccountPage.tsx')).AccountPage }));
const AlertsPage = lazy(async () => ({ default: (await import('../alerts/AlertsPage.tsx')).AlertsPage }));
const AuditPage = lazy(async () => ({ default: (await import('../audit/AuditPage.tsx')).AuditPage }));
const CasesPage = lazy(async () => ({ default: (await import('../cases/CasesPage.tsx')).CasesPage }));
const DashboardsPage = lazy(async () => ({
  default: (await import('../dashboards/DashboardsPage.tsx')).DashboardsPage,
}));
const DeliveriesPage = lazy(async () => ({
  default: (await import('../deliveries/DeliveriesPage.tsx')).DeliveriesPage,
}));
const FaultsPage = lazy(async () => ({ default: (await import('../faults/FaultsPage.tsx')).FaultsPage }));
const ForecastsPage = lazy(async () => ({
  default: (await import('../forecasts/ForecastsPage.tsx')).ForecastsPage,
}));
const HomePage = lazy(async () => ({ default: (await import('../home/HomePage.tsx')).HomePage }));
const ImagesPage = lazy(async () => ({ default: (await import('../images/ImagesPage.tsx')).ImagesPage }));
const LayoutsPage = lazy(async () => ({ default: (await import('../layouts/LayoutsPage.tsx')).LayoutsPage }));
const MapsPage = lazy(async () => ({ default: (await import('../maps/MapsPage.tsx')).MapsPage }));
const MonitorsPage = lazy(async () => ({
  default: (await import('../monitors/MonitorsPage.tsx')).MonitorsPage,
}));
const NetworkPage = lazy(async () => ({ default: (await import('../network/NetworkPage.tsx')).NetworkPage }));
const OrganisationPage = lazy(async () => ({
  default: (await import('../organisation/OrganisationPage.tsx')).OrganisationPage,
}));
const PeoplePage = lazy(async () => ({ default: (await import('../people/PeoplePage.tsx')).PeoplePage }));
const QuestionsPage = lazy(async () => ({
  default: (await import('../questions/QuestionsPage.tsx')).QuestionsPage,
}));
const ReportsPage = lazy(async () => ({ default: (await import('../reports/ReportsPage.tsx')).ReportsPage }));
const SchedulePage = lazy(async () => ({
  default: (await import('../schedule/SchedulePage.tsx')).SchedulePage,
}));
const SourcesPage = lazy(async () => ({ default: (await import('../sources/SourcesPage.tsx')).SourcesPage }));
const System = lazy(async () => ({ default: (await import('../system/System.tsx')).System }));
const TasksPage = lazy(async () => ({ default: (await import('../tasks/TasksPage.tsx')).TasksPage }));
const TargetsPage = lazy(async () => ({ default: (await import('../targets/TargetsPage.tsx')).TargetsPage }));
const YearsPage = lazy(async () => ({ default: (await import('../years/YearsPage.tsx')).YearsPage }));

export type WallState = ReturnType<typeof usePolled<Awaited<ReturnType<typeof engine.wall>>>>;

export interface Sitting {
  readonly person: SessionAnswer;
  readonly wall: WallState;
  may(permission: Permission): boolean;
  /** The session ended, or must be looked at anew. */
  onLeft(): void;
}

const DRAW: Record<Page, (sitting: Sitting) => ReactNode> = {
  home: ({ person }) => <HomePage person={person} />,
  desk: (sitting) => <WallDesk {...sitting} />,
  alerts: ({ person, may }) => <AlertsPage may={may} whole={person.place === null} />,
  forecasts: () => <ForecastsPage />,
  questions: ({ may, person }) => (
    <MayGive value={may('tasks.work')}>
      <QuestionsPage maySend={may('dashboards.send') && person.place === null} mayOpen={may('cases.read')} />
    </MayGive>
  ),
  tasks: ({ person }) => <TasksPage person={person} />,
  targets: ({ person }) => <TargetsPage person={person} />,
  dashboards: ({ person, may }) => (
    <MayBring value={may('layouts.edit') && person.place === null}>
      <DashboardsPage person={person} />
    </MayBring>
  ),
  reports: ({ person }) => <ReportsPage person={person} />,
  cases: () => <CasesPage />,
  layouts: ({ person }) => (
    <MayBring value>
      <LayoutsPage person={person} />
    </MayBring>
  ),
  images: () => <ImagesPage />,
  schedule: ({ may }) => <SchedulePage mayEdit={may('schedules.manage')} mayRun={may('wall.run')} />,
  monitors: ({ wall, may }) => (
    <MonitorsPage wall={wall.value} mayMove={may('wall.run')} onChanged={wall.refresh} />
  ),
  sources: () => <SourcesPage />,
  years: ({ person }) => <YearsPage person={person} />,
  people: ({ person }) => <PeoplePage me={person.username} mine={person.permissions} />,
  organisation: ({ may }) => <OrganisationPage people={may('cases.read')} />,
  maps: () => <MapsPage />,
  audit: () => <AuditPage />,
  network: ({ may }) => <NetworkPage mayTurn={may('network.manage')} />,
  deliveries: () => <DeliveriesPage />,
  system: ({ may }) => <System mayAct={may('system.manage')} />,
  faults: ({ may }) => <FaultsPage mayAct={may('system.manage')} />,
  account: ({ person, onLeft }) => <AccountPage person={person} onChanged={onLeft} />,
};

/** Whoever must set up a second step first is led to it; a page that is not theirs gives way to the desk. */
export function OpenPage({ page, ...sitting }: Sitting & { readonly page: Page }) {
  if (sitting.person.secondFactorMissing) return DRAW.account(sitting);
  return DRAW[mayOpen(sitting.person, page) ? page : 'desk'](sitting);
}
