import type { ReactNode } from 'react';
import { useStrings } from '../../ui/index.ts';
import { LanguageSwitch } from '../LanguageSwitch.tsx';
import { usePageTitle } from '../pageTitle.ts';
import './entry.css';

/** The page in front of the desk: one thing to do, in the middle. */
export function Entry({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t } = useStrings('console');
  usePageTitle(title);
  return (
    <div className="entry">
      <header className="entry-head">
        <span>{t('product')}</span>
        <LanguageSwitch />
      </header>
      <main className="entry-card">
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  );
}
