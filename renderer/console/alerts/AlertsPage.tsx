import type { Permission } from '../../../electron/contract/access.ts';
import { useStrings } from '../../ui/index.ts';
import { usePath } from '../desk/page.ts';
import { PageParts } from '../desk/PageParts.tsx';
import { Help } from '../help/Help.tsx';
import { AlertDetail } from './AlertDetail.tsx';
import { AlertList } from './AlertList.tsx';
import { RulesView } from './RulesView.tsx';
import { SilencesView } from './SilencesView.tsx';
import '../people/people.css';
import './alerts.css';

interface AlertsPageProps {
  readonly may: (permission: Permission) => boolean;
  /** Rules are of the whole organisation. */
  readonly whole: boolean;
}

/** What stands and what to do about it, what is silenced, and the rules that alerts come of. */
export function AlertsPage({ may, whole }: AlertsPageProps) {
  const { t } = useStrings('alerts');
  const [, part = ''] = usePath();
  const mayAct = may('alerts.act');
  const mayManage = may('alerts.manage') && whole;
  const tabs = ['list', ...(mayManage ? (['rules'] as const) : []), 'silences'] as const;
  const number = Number(part);
  const isDetail = Number.isInteger(number) && number > 0;
  const tab = tabs.find((one) => one === part) ?? 'list';
  return (
    <>
      <section aria-labelledby="alerts-title" className="alerts-head">
        <h2 id="alerts-title">
          {t('title')} <Help topic="alerts" />
        </h2>
        <p className="note intro">{t('intro')}</p>
        <PageParts
          label={t('title')}
          parts={tabs.map((one) => [addressOf(one), t(`tabs.${one}`)])}
          current={isDetail ? null : addressOf(tab)}
        />
      </section>
      {isDetail ? (
        <AlertDetail number={number} />
      ) : tab === 'rules' ? (
        <RulesView />
      ) : tab === 'silences' ? (
        <SilencesView mayAct={mayAct} whole={whole} />
      ) : (
        <AlertList mayAct={mayAct} />
      )}
    </>
  );
}

function addressOf(tab: 'list' | 'rules' | 'silences'): string {
  return tab === 'list' ? '#alerts' : `#alerts/${tab}`;
}
