import { useStrings } from '../../ui/index.ts';
import { dashboardAddress } from '../dashboards/dashboardAddress.ts';
import { dashboards } from '../dashboards/dashboardsApi.ts';
import { useAsked } from '../useAsked.ts';
import { HomeCard } from './HomeCard.tsx';

const SHOWN = 6;

/** The dashboards that were saved last, own and shared ones. */
export function DashboardsCard() {
  const { t } = useStrings('home');
  const { value } = useAsked(dashboards.list);
  const found = value?.dashboards ?? [];
  return (
    <HomeCard id="dashboards" title={t('dashboards.title')} to="dashboards" more={t('dashboards.more')}>
      {value && found.length === 0 && <p className="note">{t('dashboards.none')}</p>}
      <ul className="home-list">
        {found.slice(0, SHOWN).map(({ id, title, may, owner }) => (
          <li key={id}>
            <a href={dashboardAddress(id)}>{title}</a>
            {may !== 'own' && owner !== null && (
              <span className="note"> {t('dashboards.of', { owner })}</span>
            )}
          </li>
        ))}
      </ul>
    </HomeCard>
  );
}
