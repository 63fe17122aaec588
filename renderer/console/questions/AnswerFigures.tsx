/** The figures of an answer: the one asked for large, several as a table, a course as a line above it. */
import type { AnswerFigure, Query } from '../../../electron/contract/questions.ts';
import { Figure, figureText, StatusMark, useLocale, useStrings } from '../../ui/index.ts';
import { fromFigureAddress } from '../tasks/taskAddress.ts';
import { useMayGive } from '../tasks/mayGive.ts';
import { AnswerTable } from './AnswerTable.tsx';
import { CasesWay } from './CasesWay.tsx';
import { CourseChart } from './CourseChart.tsx';
import { exactText } from './exactText.ts';

interface AnswerFiguresProps {
  readonly query: Query;
  readonly figures: readonly AnswerFigure[];
  /** Whether cases may be opened. */
  readonly mayOpen: boolean;
}

export function AnswerFigures({ query, figures, mayOpen }: AnswerFiguresProps) {
  const { t } = useStrings('questions');
  const mayGive = useMayGive();
  // Figures of several kinds: the sentences tell them.
  if (query.kind === 'anomaly') return null;
  const lead = leadOf(query, figures);
  return (
    <>
      {lead && <LeadFigure figure={lead} />}
      {lead && mayOpen && <CasesWay query={query} figure={lead} />}
      {mayGive && lead && 'subject' in query && query.subject.of === 'indicator' && lead.unit !== null && (
        <p>
          <a href={fromFigureAddress({ indicator: query.subject.key, unit: lead.unit, at: lead.at })}>
            {t('assignFrom.one', { ns: 'tasks' })}
          </a>
        </p>
      )}
      {query.kind === 'trend' && <CourseChart figures={figures} />}
      {figures.length > 1 && <AnswerTable query={query} figures={figures} />}
    </>
  );
}

/** The figure that the question is about; none where it is about all of them. */
function leadOf(query: Query, figures: readonly AnswerFigure[]): AnswerFigure | undefined {
  if (figures.length === 1) return figures[0];
  if (query.kind === 'comparison' && query.with.by === 'period') return figures[0];
  if (query.kind === 'ranking' && query.of !== undefined)
    return figures.find(({ unit }) => unit === query.of);
  return undefined;
}

function LeadFigure({ figure }: { readonly figure: AnswerFigure }) {
  const { t } = useStrings('questions');
  const units = useStrings('units').t;
  const locale = useLocale();
  const { value, measure, decimals, target, label } = figure;
  const kind = { unit: measure, decimals };
  const exact = exactText(value, kind, locale);
  return (
    <div className="lead">
      <p className="lead-figure">
        <Figure value={value} kind={kind} />
      </p>
      <p className="note">
        {label[locale]}
        {value !== null && exact !== figureText(value, kind, locale).number && (
          <> · {t('exactly', { value: `${exact} ${units(measure)}` })}</>
        )}
      </p>
      {target && (
        <p className="lead-target">
          {target.status && <StatusMark status={target.status} />}{' '}
          <span className="note">
            {t('target', {
              toDate: `${exactText(target.toDate, kind, locale)} ${units(measure)}`,
              year: `${exactText(target.year, kind, locale)} ${units(measure)}`,
            })}
          </span>
        </p>
      )}
    </div>
  );
}
