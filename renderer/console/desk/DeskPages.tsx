/** The way between the pages: at the side where there is room, behind a button where there is not or where it was folded away. */
import { useEffect, useState } from 'react';
import type { SessionAnswer } from '../../../electron/contract/access.ts';
import { useLive } from '../../data/index.ts';
import { useStrings } from '../../ui/index.ts';
import { mayOpen, type Page, usePage } from './page.ts';
import { pagesOf, SECTIONS } from './sections.ts';
import './deskPages.css';

const PAGES_ID = 'desk-pages';
/** Under which this browser keeps that the pages were folded away. */
const KEPT_AS = 'ioc-wall-pages';
/** From this width on the pages stand beside the open one. */
const ROOMY = '(min-width: 75rem)';

export interface PagesShown {
  /** Whether the list is there; where there is little room it covers the page. */
  readonly open: boolean;
  turn(): void;
}

/** Whether the list of pages is open: as it was left where there is room, closed by every turn of page where there is not. */
export function usePagesShown(): PagesShown {
  const page = usePage();
  const [roomy, setRoomy] = useState(() => matchMedia(ROOMY).matches);
  const [kept, setKept] = useState(() => localStorage.getItem(KEPT_AS) !== 'folded');
  const [covering, setCovering] = useState<Page | null>(null);
  useEffect(() => {
    const media = matchMedia(ROOMY);
    const changed = () => setRoomy(media.matches);
    media.addEventListener('change', changed);
    return () => media.removeEventListener('change', changed);
  }, []);
  const open = roomy ? kept : covering === page;
  function turn(): void {
    if (!roomy) return setCovering(open ? null : page);
    localStorage.setItem(KEPT_AS, open ? 'folded' : 'open');
    setKept(!open);
  }
  return { open, turn };
}

/** Opens and folds the list of pages. */
export function PagesButton({ open, turn }: PagesShown) {
  const { t } = useStrings('console');
  return (
    <button
      type="button"
      className="quiet desk-pages-button"
      aria-expanded={open}
      aria-controls={PAGES_ID}
      aria-label={t('pages')}
      title={t('pages')}
      onClick={turn}
    >
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <path d="M2 5h16M2 10h16M2 15h16" stroke="currentColor" strokeWidth="2" />
      </svg>
    </button>
  );
}

/** A page with something to be known says how much. */
export function DeskPages({ person, open }: { readonly person: SessionAnswer; readonly open: boolean }) {
  const { t } = useStrings('system');
  const current = usePage();
  const notices = useLive((s) => s.notices.length);
  return (
    <nav id={PAGES_ID} className="desk-pages" aria-label={t('pages', { ns: 'console' })} hidden={!open}>
      {SECTIONS.map((section) => {
        const pages = pagesOf(section).filter((page) => mayOpen(person, page));
        if (pages.length === 0) return null;
        return (
          <section key={section} aria-labelledby={`pages-${section}`}>
            <p id={`pages-${section}`} className="note">
              {t(`section.${section}`)}
            </p>
            <ul>
              {pages.map((page) => (
                <li key={page}>
                  <a href={`#${page}`} aria-current={page === current ? 'page' : undefined}>
                    {t(`page.${page}`)}
                    {page === 'system' && notices > 0 && <b className="desk-count"> {notices}</b>}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </nav>
  );
}
