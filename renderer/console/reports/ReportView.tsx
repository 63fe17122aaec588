import { useCallback, useState } from 'react';
import type { SessionAnswer } from '../../../electron/contract/access.ts';
import type { ReportAnswer } from '../../../electron/contract/reports.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { ApiError } from '../call.ts';
import { useFailureWords } from '../failure.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { CheckList } from './CheckList.tsx';
import { Difference } from './Difference.tsx';
import { Files } from './Files.tsx';
import { StateMark } from './ReportList.tsx';
import { reports } from './reportsApi.ts';
import { SheetTable } from './SheetTable.tsx';
import { StepForms } from './StepForms.tsx';

/** One report: its table with the ways down, its checks, its way so far, what can be done with it, its files. */
export function ReportView({ id, person }: { readonly id: number; readonly person: SessionAnswer }) {
  const { t } = useStrings('reports');
  const words = useFailureWords();
  const asked = useAsked(useCallback(() => reports.open(id), [id]));
  // What a step was answered with is newer than what was asked for.
  const [moved, setMoved] = useState<ReportAnswer | null>(null);
  const answer = moved ?? asked.value;
  if (asked.error !== null) {
    const gone = asked.error instanceof ApiError && asked.error.status === 404;
    return <p role="alert">{gone ? t('gone') : words(asked.error)}</p>;
  }
  if (!answer) return null;
  const signed = answer.report.state === 'signed' || answer.report.state === 'locked';
  return (
    <>
      <Head answer={answer} />
      <SheetTable sheet={answer} mayOpen={person.permissions.includes('cases.read')} />
      <CheckList checks={answer.content.checks} />
      <StepForms
        key={`${answer.report.state}/${answer.digest}`}
        answer={answer}
        person={person}
        onMoved={setMoved}
        onStale={() => {
          setMoved(null);
          asked.again();
        }}
      />
      <Files report={answer.report} />
      {signed && <Difference id={id} form={answer.form} />}
      <Steps answer={answer} />
    </>
  );
}

function Head({ answer }: { readonly answer: ReportAnswer }) {
  const { t } = useStrings('reports');
  const locale = useLocale();
  const { report, form, content, editions, intact } = answer;
  return (
    <header className="report-head">
      <h3>
        {form.number} · {form.title[locale]}
      </h3>
      <p>
        <StateMark state={report.state} /> · {content.unitName} ·{' '}
        {t('periodOf', { count: report.months, year: report.year })}
        {report.edition > 1 && <> · {t('edition', { n: report.edition - 1 })}</>}
      </p>
      <p className="note">{t('asOf', { when: whenText(content.at) })}</p>
      {intact === false && <p role="alert">{t('notIntact')}</p>}
      {intact === true && (
        <p className="note">
          {t('intact')} <code className="long">{answer.digest}</code>
        </p>
      )}
      {editions.length > 1 && (
        <p className="note">
          {t('editions')}{' '}
          {editions.map(({ id, edition, state }) => (
            <a key={id} href={`#reports/${id}`} aria-current={id === report.id ? 'page' : undefined}>
              {edition === 1 ? t('first') : t('edition', { n: edition - 1 })} ({t(`states.${state}`)})
            </a>
          ))}
        </p>
      )}
    </header>
  );
}

function Steps({ answer: { steps } }: { readonly answer: ReportAnswer }) {
  const { t } = useStrings('reports');
  return (
    <section aria-labelledby="steps-title">
      <h3 id="steps-title">{t('steps.title')}</h3>
      <ol className="report-steps">
        {steps.map(({ what, who, at, comment }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added
          <li key={i}>
            <b>{t(`steps.${what}`)}</b> {who} <span className="note">{whenText(at)}</span>
            {comment !== '' && <q className="long">{comment}</q>}
          </li>
        ))}
      </ol>
    </section>
  );
}
