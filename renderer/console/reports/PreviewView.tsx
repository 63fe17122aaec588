import { useCallback, useMemo, useState } from 'react';
import { z } from 'zod';
import type { SessionAnswer } from '../../../electron/contract/access.ts';
import { dayOf, dayStart, yearOf } from '../../../electron/contract/calendar.ts';
import { type PreviewAnswer, type ReportSubject, reportSubject } from '../../../electron/contract/reports.ts';
import { useAnswer, useLive } from '../../data/index.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { ApiError } from '../call.ts';
import { goTo } from '../desk/page.ts';
import { useFailureWords } from '../failure.ts';
import { fromTheTop } from '../people/placeName.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { CheckList } from './CheckList.tsx';
import { reports } from './reportsApi.ts';
import { SheetTable } from './SheetTable.tsx';

const UNITS = { ask: 'units' } as const;
const YEARS = 5;
const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);
const inAddress = reportSubject
  .extend({ year: z.coerce.number().int(), months: z.coerce.number().int() })
  .partial();

interface PreviewViewProps {
  /** Behind `#reports/preview/`: what is looked at. */
  readonly query: string;
  readonly person: SessionAnswer;
}

/** A form with the figures of now, and the report made of it when its period is over. */
export function PreviewView({ query, person }: PreviewViewProps) {
  const { t } = useStrings('reports');
  const locale = useLocale();
  const words = useFailureWords();
  const units = useAnswer(UNITS)?.units;
  const today = useLive((s) => dayOf(s.now));
  const forms = useAsked(reports.forms).value?.forms.filter(({ withdrawnAt }) => withdrawnAt === null);
  const said = useMemo(
    () => inAddress.safeParse(Object.fromEntries(new URLSearchParams(query))).data ?? {},
    [query],
  );
  const top = units?.find(({ parent, nature }) => parent === null && nature !== 'published')?.unit;
  const unit = said.unit ?? person.place ?? top;
  const form = said.form ?? forms?.[0]?.code;
  const last = lastPeriod(today);
  const now = yearOf(dayStart(today));
  const { year = last.year, months = last.months } = said;
  if (!forms || !units) return null;
  if (form === undefined || unit === undefined) return <p className="note">{t('nothing')}</p>;
  const subject: ReportSubject = { form, unit, year, months };
  const choose = (change: Partial<ReportSubject>) =>
    goTo('reports', 'preview', new URLSearchParams(texts({ ...subject, ...change })).toString());
  return (
    <>
      <div className="report-filter" role="group" aria-label={t('choose')}>
        <label>
          {t('form')}
          <select value={form} onChange={(e) => choose({ form: e.target.value })}>
            {forms.map(({ code, number, title }) => (
              <option key={code} value={code}>
                {number} · {title[locale]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('unit')}
          <select value={unit} onChange={(e) => choose({ unit: e.target.value })}>
            {fromTheTop(units).map(({ unit: key, name, depth }) => (
              <option key={key} value={key}>
                {'\u2003'.repeat(depth)}
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('year')}
          <select value={year} onChange={(e) => choose({ year: Number(e.target.value) })}>
            {Array.from({ length: YEARS }, (_, i) => now - i).map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <label>
          {t('period')}
          <select value={months} onChange={(e) => choose({ months: Number(e.target.value) })}>
            {MONTHS.map((n) => (
              <option key={n} value={n}>
                {t('months', { count: n })}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Preview key={JSON.stringify(subject)} subject={subject} person={person} words={words} />
    </>
  );
}

interface PreviewProps {
  readonly subject: ReportSubject;
  readonly person: SessionAnswer;
  readonly words: (error: unknown) => string;
}

function Preview({ subject, person, words }: PreviewProps) {
  const { t } = useStrings('reports');
  const text = JSON.stringify(subject);
  const { value, error } = useAsked(
    useCallback(() => reports.preview(JSON.parse(text) as ReportSubject), [text]),
  );
  if (error !== null) return <p role="alert">{words(error)}</p>;
  if (!value) return <p role="status">{t('reading')}</p>;
  return (
    <>
      <p className="note">{t(value.over ? 'asOf' : 'goesOn', { when: whenText(value.content.at) })}</p>
      <SheetTable sheet={value} mayOpen={person.permissions.includes('cases.read')} />
      <CheckList checks={value.content.checks} />
      {person.permissions.includes('reports.make') && (
        <Make subject={subject} preview={value} words={words} />
      )}
    </>
  );
}

/** A period has one report: one that is there already is led to. */
function Make({
  subject,
  preview,
  words,
}: Omit<PreviewProps, 'person'> & { readonly preview: PreviewAnswer }) {
  const { t } = useStrings('reports');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const there = error instanceof ApiError && error.status === 409 ? thereOf(error.said) : null;
  function make(): void {
    setBusy(true);
    setError(null);
    reports
      .make(subject)
      .then(({ report }) => goTo('reports', String(report.id)), setError)
      .finally(() => setBusy(false));
  }
  if (!preview.over) return <p className="note">{t('notOver')}</p>;
  return (
    <>
      <p className="acts">
        <button type="button" disabled={busy} onClick={make}>
          {t('make')}
        </button>
      </p>
      {there !== null ? (
        <p role="alert">
          {t('there')} <a href={`#reports/${there}`}>{t('openThere')}</a>
        </p>
      ) : (
        error !== null && <p role="alert">{words(error)}</p>
      )}
    </>
  );
}

function thereOf(said: unknown): number | null {
  return z.object({ report: z.int() }).safeParse(said).data?.report ?? null;
}

function texts(subject: ReportSubject): Record<string, string> {
  return Object.fromEntries(Object.entries(subject).map(([name, value]) => [name, String(value)]));
}

/** The period that ended last: that of the month before this one. */
function lastPeriod(today: string): { year: number; months: number } {
  const end = dayStart(`${today.slice(0, 7)}-01`) - 1;
  const month = Number(dayOf(end).slice(5, 7));
  return { year: yearOf(end), months: ((month + 2) % 12) + 1 };
}
