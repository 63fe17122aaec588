import type { SessionAnswer } from '../../../electron/contract/access.ts';
import { useLive } from '../../data/index.ts';
import { formatClockSeconds, formatDay, useStrings } from '../../ui/index.ts';
import { mayOpen, PAGES, usePage } from './page.ts';
import { LanguageSwitch } from '../LanguageSwitch.tsx';
import { useRoleName } from '../roleName.ts';

export function DeskHeader({
  person,
  onSignOut,
}: {
  readonly person: SessionAnswer;
  readonly onSignOut: () => void;
}) {
  const { t } = useStrings('console');
  const roleName = useRoleName();
  const link = useLive((s) => s.link);
  const now = useLive((s) => s.now);
  return (
    <header className="desk-header">
      <h1>{t('product')}</h1>
      <Pages person={person} />
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

/** The way between the pages; a page with something to be known says how much. */
function Pages({ person }: { readonly person: SessionAnswer }) {
  const { t } = useStrings('system');
  const current = usePage();
  const notices = useLive((s) => s.notices.length);
  return (
    <nav className="desk-pages" aria-label={t('pages', { ns: 'console' })}>
      {PAGES.filter((page) => page !== 'account' && mayOpen(person, page)).map((page) => (
        <a key={page} href={`#${page}`} aria-current={page === current ? 'page' : undefined}>
          {t(`page.${page}`)}
          {page === 'system' && notices > 0 && <b className="desk-count"> {notices}</b>}
        </a>
      ))}
    </nav>
  );
}
