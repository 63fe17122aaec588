/** What an operator asks first: is the wall there, what is on and what comes, what broke, which source is late. */
import { useEffect, useState } from 'react';
import type { ScenesAnswer } from '../../../electron/contract/layouts.ts';
import { isLate } from '../../../electron/contract/freshness.ts';
import { ROLES } from '../../../electron/contract/live.ts';
import { useLive } from '../../data/index.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import type { Page } from '../desk/page.ts';
import { usePolled } from '../polling.ts';
import { useByWords } from '../useByWords.ts';
import { whenText } from '../whenText.ts';
import { HomeCard } from './HomeCard.tsx';

const ASK_MS = 10_000;
const FAULTS_SHOWN = 3;
const askFaults = () => engine.faults(null, FAULTS_SHOWN);

export function WallCard() {
  const { t } = useStrings('home');
  const wall = usePolled(engine.wall, ASK_MS).value;
  const missing = ROLES.filter((role) => !wall?.windows.includes(role));
  return (
    <HomeCard id="wall" title={t('wall.title')} to="monitors" more={t('wall.more')}>
      {wall && (
        <p className="home-state" data-good={missing.length === 0}>
          {wall.windows.length === 0
            ? t('wall.none')
            : t('wall.windows', { n: wall.windows.length, of: ROLES.length })}
        </p>
      )}
      {wall && wall.windows.length > 0 && missing.length > 0 && (
        <p>
          {t('wall.missing', { roles: missing.map((role) => t(`role.${role}`, { ns: 'wall' })).join(', ') })}
        </p>
      )}
      {wall?.binding?.state === 'unsure' && <p>{t('wall.unsure')}</p>}
    </HomeCard>
  );
}

export function NowCard() {
  const { t } = useStrings('home');
  const locale = useLocale();
  const byWords = useByWords();
  const wall = usePolled(engine.wall, ASK_MS).value;
  const schedule = usePolled(engine.schedule, ASK_MS).value;
  const playing = useLive((s) => s.clock?.mode === 'playback');
  const interrupt = useLive((s) => s.interrupt);
  const [scenes, setScenes] = useState<ScenesAnswer>();
  useEffect(() => {
    engine.scenes().then(setScenes, () => undefined);
  }, []);
  const shown = wall?.shown;
  const name = scenes?.scenes.find(({ id }) => id === shown?.scene)?.title[locale] ?? shown?.scene;
  const next = schedule?.state.nextChange;
  return (
    <HomeCard id="now" title={t('now.title')} to="schedule" more={t('now.more')}>
      {shown && (
        <p>
          <b>{name}</b>{' '}
          <span className="note">
            {t('now.since', { when: whenText(shown.since), by: byWords(shown.by) })}
          </span>
        </p>
      )}
      {playing && <p className="home-state">{t('now.playing')}</p>}
      {interrupt && <p className="home-state">{t('now.interrupt', { said: interrupt.text })}</p>}
      {schedule && <p>{next ? t('now.next', { when: whenText(next) }) : t('now.nothing')}</p>}
    </HomeCard>
  );
}

export function FaultsCard() {
  const { t } = useStrings('home');
  const faults = usePolled(askFaults, ASK_MS).value?.faults;
  return (
    <HomeCard id="faults" title={t('faults.title')} to="faults" more={t('faults.more')}>
      {faults?.length === 0 && <p className="note">{t('faults.none')}</p>}
      <ul className="home-list">
        {faults?.map(({ at, kind }) => (
          <li key={`${at} ${kind}`}>
            {t(`kind.${kind}`, { ns: 'faults' })} <span className="note">{whenText(at)}</span>
          </li>
        ))}
      </ul>
    </HomeCard>
  );
}

export function SourcesCard({ to }: { readonly to: Page }) {
  const { t } = useStrings('home');
  const sources = useLive((s) => s.sources);
  const now = useLive((s) => Math.floor(s.now / 10_000) * 10_000);
  const late = sources.filter((one) => one.state === 'failing' || isLate(one, now));
  const held = sources.reduce((sum, { counts }) => sum + counts.quarantined, 0);
  return (
    <HomeCard id="sources" title={t('sources.title')} to={to} more={t('sources.more')}>
      <p className="home-state" data-good={late.length === 0 && sources.length > 0}>
        {sources.length === 0
          ? t('sources.none')
          : t('sources.onTime', { n: sources.length - late.length, of: sources.length })}
      </p>
      {late.length > 0 && <p>{t('sources.late', { names: late.map(({ name }) => name).join(', ') })}</p>}
      {held > 0 && <p>{t('sources.held', { count: held })}</p>}
    </HomeCard>
  );
}
