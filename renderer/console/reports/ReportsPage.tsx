/** Reports on standard forms: which there are, one of them, a preview, the forms, and those made by themselves. */
import type { SessionAnswer } from '../../../electron/contract/access.ts';
import { useStrings } from '../../ui/index.ts';
import { usePath } from '../desk/page.ts';
import { PageParts } from '../desk/PageParts.tsx';
import { Help } from '../help/Help.tsx';
import { FormsView } from './FormsView.tsx';
import { PreviewView } from './PreviewView.tsx';
import { ReportList } from './ReportList.tsx';
import { ReportView } from './ReportView.tsx';
import { SchedulesView } from './SchedulesView.tsx';
import './reports.css';

export function ReportsPage({ person }: { readonly person: SessionAnswer }) {
  const { t } = useStrings('reports');
  const [, part = '', ...rest] = usePath();
  const may = (permission: SessionAnswer['permissions'][number]) => person.permissions.includes(permission);
  const parts = [
    [addressOf(''), t('part.list')],
    [addressOf('preview'), t('part.preview')],
    [addressOf('forms'), t('part.forms')],
    ...(may('reports.make') ? [[addressOf('schedules'), t('part.schedules')] as const] : []),
  ] as const;
  const number = /^\d+$/.test(part) ? Number(part) : null;
  return (
    <section className="reports" aria-labelledby="reports-title">
      <div className="titled">
        <h2 id="reports-title">{t('title')}</h2>
        <Help topic="reports" />
      </div>
      <PageParts label={t('parts')} parts={parts} current={addressOf(part)} />
      {number !== null && <ReportView key={number} id={number} person={person} />}
      {part === 'preview' && <PreviewView query={rest.join('/')} person={person} />}
      {part === 'forms' && <FormsView mayManage={may('forms.manage') && person.place === null} />}
      {part === 'schedules' && <SchedulesView />}
      {part === '' && <ReportList />}
    </section>
  );
}

function addressOf(part: string): string {
  return part === '' ? '#reports' : `#reports/${part}`;
}
