import { type FormEvent, useCallback, useEffect, useState } from 'react';
import type { AuditEntryAnswer, AuditFilterAsked } from '../../../electron/contract/access.ts';
import { useStrings } from '../../ui/index.ts';
import { auditExportAddress, engine } from '../api.ts';
import { DayField } from '../DayField.tsx';
import { Field } from '../entry/Field.tsx';
import { useFailureWords } from '../failure.ts';
import { readDay } from '../moments.ts';
import { AuditCheck } from './AuditCheck.tsx';
import { AuditTable } from './AuditTable.tsx';
import './audit.css';

const PAGE = 100;
type Filter = AuditFilterAsked;

/** Who did what, when, from where: found by words, days and people, and taken out as a file. */
export function AuditPage() {
  const { t } = useStrings('audit');
  const words = useFailureWords();
  const [filter, setFilter] = useState<Filter>({});
  const { entries, error, whole, more } = useEntries(filter);
  return (
    <>
      <section aria-labelledby="audit-title">
        <h2 id="audit-title">{t('title')}</h2>
        <p className="note intro">{t('intro')}</p>
        <FilterForm onFilter={setFilter} />
        {error !== null && <p role="alert">{words(error)}</p>}
        {entries.length > 0 && <AuditTable entries={entries} />}
        {entries.length === 0 && whole && <p className="note">{t('none')}</p>}
        <p className="acts">
          {!whole && (
            <button type="button" onClick={more}>
              {t('more')}
            </button>
          )}
          <a href={auditExportAddress(filter, 'csv')} download>
            {t('csv')}
          </a>
          <a href={auditExportAddress(filter, 'ndjson')} download>
            {t('ndjson')}
          </a>
        </p>
      </section>
      <AuditCheck />
    </>
  );
}

interface Entries {
  readonly entries: readonly AuditEntryAnswer[];
  readonly error: unknown;
  /** Whether there are no older ones. */
  readonly whole: boolean;
  readonly more: () => void;
}

/** Entries that a filter finds, newest first, page by page. */
function useEntries(filter: Filter): Entries {
  const [found, setFound] = useState<{ of: Filter; entries: AuditEntryAnswer[]; whole: boolean }>();
  const [error, setError] = useState<unknown>(null);
  const mine = found?.of === filter ? found : undefined;
  const before = mine?.entries.at(-1)?.id;
  const ask = useCallback(
    (older: number | undefined, known: readonly AuditEntryAnswer[], still: () => boolean) => {
      engine.audit(filter, older, PAGE).then(
        ({ entries }) => {
          if (!still()) return;
          setError(null);
          setFound({ of: filter, entries: [...known, ...entries], whole: entries.length < PAGE });
        },
        (failure: unknown) => still() && setError(failure),
      );
    },
    [filter],
  );
  useEffect(() => {
    let here = true;
    ask(undefined, [], () => here);
    return () => {
      here = false;
    };
  }, [ask]);
  return {
    entries: mine?.entries ?? [],
    error,
    whole: mine?.whole ?? false,
    more: () => ask(before, mine?.entries ?? [], () => true),
  };
}

function FilterForm({ onFilter }: { readonly onFilter: (filter: Filter) => void }) {
  const { t } = useStrings('audit');
  const [typed, setTyped] = useState({ who: '', text: '', from: '', to: '' });
  const field = (name: keyof typeof typed) => ({
    label: t(`filter.${name}`),
    value: typed[name],
    onChange: (e: { target: { value: string } }) => setTyped({ ...typed, [name]: e.target.value }),
  });
  const day = (name: 'from' | 'to') => ({
    label: t(`filter.${name}`),
    value: typed[name],
    onChange: (value: string) => setTyped({ ...typed, [name]: value }),
  });
  function send(event: FormEvent): void {
    event.preventDefault();
    const days = { from: readDay(typed.from), to: readDay(typed.to) };
    if ((['from', 'to'] as const).some((name) => typed[name] !== '' && days[name] === null)) return;
    const wanted = Object.entries({ ...typed, ...days }).filter(
      ([, value]) => value !== '' && value !== null,
    );
    onFilter(Object.fromEntries(wanted));
  }
  return (
    <form className="audit-filter" onSubmit={send} role="search">
      <Field {...field('who')} maxLength={64} autoComplete="off" spellCheck={false} />
      <Field {...field('text')} maxLength={100} autoComplete="off" spellCheck={false} />
      <DayField {...day('from')} />
      <DayField {...day('to')} />
      <button type="submit">{t('filter.act')}</button>
    </form>
  );
}
