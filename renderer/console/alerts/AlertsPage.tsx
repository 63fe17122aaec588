import type { Permission } from '../../../electron/contract/access.ts';
import { useStrings } from '../../ui/index.ts';
import { goTo, usePath } from '../desk/page.ts';
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
        <div className="scenes" role="group" aria-label={t('title')}>
          {tabs.map((one) => (
            <button
              key={one}
              type="button"
              className="scene"
              aria-pressed={!isDetail && one === tab}
              onClick={() => goTo('alerts', ...(one === 'list' ? [] : [one]))}
            >
              {t(`tabs.${one}`)}
            </button>
          ))}
        </div>
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
