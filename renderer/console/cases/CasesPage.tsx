/** The cases behind a figure: which they are, how they stand, and the history of each. */
import { type FormEvent, useMemo, useState } from 'react';
import { useAnswer } from '../../data/index.ts';
import { useStrings } from '../../ui/index.ts';
import { goTo, usePath } from '../desk/page.ts';
import { Help } from '../help/Help.tsx';
import { CaseHistory } from './CaseHistory.tsx';
import { CaseList } from './CaseList.tsx';
import { CasesFilter } from './CasesFilter.tsx';
import { type CasesView, readView, writeView } from './caseAddress.ts';
import './cases.css';

const UNITS = { ask: 'units' } as const;

export function CasesPage() {
  const { t } = useStrings('cases');
  const path = usePath();
  const query = path.slice(1).join('/');
  const view = useMemo(() => readView(query), [query]);
  const units = useAnswer(UNITS)?.units;
  const unit =
    view.unit ?? units?.find(({ parent, nature }) => parent === null && nature !== 'published')?.unit;
  const change = (next: Partial<CasesView>) => goTo('cases', writeView({ ...view, ...next }));

  return (
    <section className="cases" aria-labelledby="cases-title">
      <div className="titled">
        <h2 id="cases-title">{t('title')}</h2>
        <Help topic="cases" />
      </div>
      {view.case !== undefined ? (
        <CaseHistory view={view} back={() => change({ case: undefined })} />
      ) : (
        <>
          <CaseSearch onSeek={(key) => change({ case: key })} />
          {units && unit === undefined && <p className="note">{t('noUnit')}</p>}
          {units && unit !== undefined && (
            <>
              <CasesFilter view={{ ...view, unit }} units={units} onChange={change} />
              <CaseList key={query} view={{ ...view, unit }} units={units} onChange={change} />
            </>
          )}
        </>
      )}
    </section>
  );
}

/** Straight to one case by its key. */
function CaseSearch({ onSeek }: { readonly onSeek: (key: string) => void }) {
  const { t } = useStrings('cases');
  const [key, setKey] = useState('');
  function seek(event: FormEvent): void {
    event.preventDefault();
    if (key.trim() !== '') onSeek(key.trim());
  }
  return (
    <form className="case-search" role="search" onSubmit={seek}>
      <label>
        {t('seek')}
        <input value={key} onChange={(e) => setKey(e.target.value)} autoComplete="off" spellCheck={false} />
      </label>
      <button type="submit">{t('open')}</button>
    </form>
  );
}
