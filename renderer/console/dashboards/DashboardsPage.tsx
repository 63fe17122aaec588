/** Dashboards: all of them, one of them, one being changed, its versions; the address says which. */
import type { SessionAnswer } from '../../../electron/contract/access.ts';
import { dashboardId } from '../../../electron/contract/dashboards.ts';
import { usePath } from '../desk/page.ts';
import { DashboardEdit } from './DashboardEdit.tsx';
import { DashboardList } from './DashboardList.tsx';
import { DashboardVersions } from './DashboardVersions.tsx';
import { DashboardView } from './DashboardView.tsx';
import './dashboards.css';

export function DashboardsPage({ person }: { readonly person: SessionAnswer }) {
  const [, id, part] = usePath();
  const said = dashboardId.safeParse(id);
  if (!said.success) return <DashboardList person={person} />;
  if (part === 'edit') return <DashboardEdit key={said.data} id={said.data} person={person} />;
  if (part === 'versions') return <DashboardVersions key={said.data} id={said.data} />;
  return <DashboardView key={said.data} id={said.data} person={person} />;
}
