import type { ReactNode } from 'react';
import type { SessionAnswer } from '../../../electron/contract/access.ts';
import { useLive } from '../../data/index.ts';
import { formatClockSeconds, formatDay, useStrings } from '../../ui/index.ts';
import { LanguageSwitch } from '../LanguageSwitch.tsx';
import { useRoleName } from '../roleName.ts';

export function DeskHeader({
  person,
  pages,
  onSignOut,
}: {
  readonly person: SessionAnswer;
  /** Shows and hides the way between the pages. */
  readonly pages: ReactNode;
  readonly onSignOut: () => void;
}) {
  const { t } = useStrings('console');
  const roleName = useRoleName();
  const link = useLive((s) => s.link);
  const now = useLive((s) => s.now);
  return (
    <header className="desk-header">
      {pages}
      <h1>{t('product')}</h1>
      <p className="desk-link" data-link={link} role="status">
        {t(`link.${link}`)}
      </p>
      <p className="desk-clock">
        {formatDay(now)} <b>{formatClockSeconds(now)}</b>
      </p>
      <p>
        <a className="desk-account" href="#account" title={t('account')}>
          {person.username}
        </a>{' '}
        <span className="note">
          {roleName(person.role, person.roleName)}
          {person.place !== null && ` · ${person.place}`}
        </span>
      </p>
      <LanguageSwitch />
      <button type="button" className="quiet" onClick={onSignOut}>
        {t('signOut')}
      </button>
    </header>
  );
}
