import type { AnswerFigure, Query } from '../../../electron/contract/questions.ts';
import { differenceText, StatusMark, toNumber, useLocale, useShortName, useStrings } from '../../ui/index.ts';
import { exactText } from './exactText.ts';

/** As many rows as a person still looks over at once; more scroll within themselves. */
const SHOWN_WHOLE = 31;

interface AnswerTableProps {
  readonly query: Query;
  readonly figures: readonly AnswerFigure[];
}

/** All figures of an answer, exactly, in the order of the answer. */
export function AnswerTable({ query, figures }: AnswerTableProps) {
  const { t } = useStrings('questions');
  const units = useStrings('units').t;
  const locale = useLocale();
  const short = useShortName();
  const [first, second] = figures;
  if (!first) return null;
  const ranked = query.kind === 'ranking';
  const targets = figures.some(({ target }) => target);
  const periods = query.kind === 'comparison' && query.with.by === 'period';
  const highest = Math.max(...figures.map(({ value }) => toNumber(value) ?? 0));
  const kindOf = ({ measure, decimals }: AnswerFigure) => ({ unit: measure, decimals });
  const heading = query.kind === 'breakdown' ? t(`by.${query.by}`) : t(`column.${columnOf(query)}`);
  // Of times one is asked about, or they are drawn as a line.
  const bars = columnOf(query) === 'unit';
  return (
    <div
      className="scrolled answer-table"
      data-long={figures.length > SHOWN_WHOLE || undefined}
      role="group"
      aria-label={t('table')}
      tabIndex={0}
    >
      <table>
        <thead>
          <tr>
            {ranked && (
              <th scope="col" className="number">
                {t('column.place')}
              </th>
            )}
            <th scope="col">{heading}</th>
            <th scope="col" className="number">
              {t('column.value', { unit: units(first.measure) })}
            </th>
            {targets && (
              <>
                <th scope="col" className="number">
                  {t('column.target')}
                </th>
                <th scope="col">{t('column.status')}</th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr
              key={`${figure.unit ?? ''} ${figure.label.vi} ${figure.at}`}
              data-asked={(ranked && query.of !== undefined && query.of === figure.unit) || undefined}
            >
              {ranked && <td className="number">{placeOf(figure, figures)}</td>}
              <th scope="row">{short(figure.label[locale])}</th>
              <td className="number">
                {exactText(figure.value, kindOf(figure), locale)}
                {bars && highest > 0 && (
                  <span className="bar" aria-hidden="true">
                    <i
                      style={{ width: `${Math.max(0, ((toNumber(figure.value) ?? 0) / highest) * 100)}%` }}
                    />
                  </span>
                )}
              </td>
              {targets && (
                <>
                  <td className="number">
                    {figure.target ? exactText(figure.target.toDate, kindOf(figure), locale) : '–'}
                  </td>
                  <td>{figure.target?.status && <StatusMark status={figure.target.status} />}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
        {periods && second && (
          <tfoot>
            <tr>
              <th scope="row">{t('difference')}</th>
              <td className="number">{differenceOf(first, second)}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );

  function differenceOf(now: AnswerFigure, then: AnswerFigure): string {
    const { number, unit } = differenceText(now.value, then.value, kindOf(now), locale);
    return now.value === null || then.value === null ? '–' : `${number} ${units(unit)}`;
  }
}

function columnOf(query: Query): 'period' | 'unit' {
  return query.kind === 'trend' || (query.kind === 'comparison' && query.with.by === 'period')
    ? 'period'
    : 'unit';
}

/** Level ones share the better place. */
function placeOf({ value }: AnswerFigure, figures: readonly AnswerFigure[]): number {
  return figures.findIndex((one) => one.value === value) + 1;
}
