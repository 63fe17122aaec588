/** What an administrator asks first: is the engine well, is there a good backup, who may sign in. */
import { useLocale, useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { usePolled } from '../polling.ts';
import { sizeText } from '../system/sizeText.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { HomeCard } from './HomeCard.tsx';

const ASK_MS = 10_000;
const ROLES_SHOWN = ['administrator', 'operator', 'viewer'] as const;

export function HealthCard() {
  const { t } = useStrings('home');
  const locale = useLocale();
  const system = usePolled(engine.system, ASK_MS).value;
  return (
    <HomeCard id="health" title={t('health.title')} to="system" more={t('health.more')}>
      {system && (
        <>
          <p className="home-state" data-good={system.notices.length === 0 && system.intake === 'open'}>
            {system.notices.length === 0
              ? t('health.good')
              : t('health.notices', { count: system.notices.length })}
          </p>
          {system.intake !== 'open' && <p>{t('health.closed')}</p>}
          <p className="note">{t('health.disk', { free: sizeText(system.disk.freeBytes, locale) })}</p>
        </>
      )}
    </HomeCard>
  );
}

export function BackupsCard() {
  const { t } = useStrings('home');
  const backups = usePolled(engine.system, ASK_MS).value?.backups;
  const [newest] = backups?.kept ?? [];
  return (
    <HomeCard id="backups" title={t('backups.title')} to="system" more={t('backups.more')}>
      {backups && (
        <p className="home-state" data-good={newest !== undefined && backups.lastError === null}>
          {newest ? t('backups.newest', { when: whenText(newest.at) }) : t('backups.none')}
        </p>
      )}
      {backups?.lastError && <p>{t('backups.failed', { when: whenText(backups.lastError.at) })}</p>}
      {backups?.nextAt && <p className="note">{t('backups.next', { when: whenText(backups.nextAt) })}</p>}
    </HomeCard>
  );
}

export function PeopleCard() {
  const { t } = useStrings('home');
  const users = useAsked(engine.people).value?.users;
  return (
    <HomeCard id="people" title={t('people.title')} to="people" more={t('people.more')}>
      <ul className="home-list">
        {ROLES_SHOWN.map((role) => (
          <li key={role}>
            <b>{users?.filter((one) => one.role === role).length ?? '–'}</b>{' '}
            {t(`role.${role}`, { ns: 'console' })}
          </li>
        ))}
      </ul>
    </HomeCard>
  );
}
