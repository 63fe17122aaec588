/** From the figure of an answer to the cases that make it up. */
import { yearOf, yearStart, dayOf } from '../../../electron/contract/calendar.ts';
import type { AnswerFigure, Query } from '../../../electron/contract/questions.ts';
import { useCatalogue } from '../../data/index.ts';
import { useStrings } from '../../ui/index.ts';
import { quantityOf } from '../cases/BoardWays.tsx';
import { casesLink, isCaseLetter } from '../cases/caseAddress.ts';

interface CasesWayProps {
  readonly query: Query;
  readonly figure: AnswerFigure;
}

/** Figures to date only: what came in between two days is the difference of two figures, and no list of cases. */
export function CasesWay({ query, figure }: CasesWayProps) {
  const { t } = useStrings('questions');
  const catalogue = useCatalogue();
  if (query.kind !== 'value' && query.kind !== 'comparison' && query.kind !== 'ranking') return null;
  const { subject } = query;
  const indicator = subject.of === 'indicator' ? catalogue.get(subject.key) : undefined;
  const quantity = subject.of === 'indicator' ? indicator && quantityOf(indicator) : subject;
  const at = Date.parse(figure.at);
  const year = yearOf(at);
  if (!quantity || !isCaseLetter(quantity.letter) || query.period.from !== dayOf(yearStart(year)))
    return null;
  const only = query.kind === 'ranking' ? undefined : query.only;
  const link = casesLink({
    ...{ unit: figure.unit ?? query.unit, year, at: figure.at, letter: quantity.letter, of: quantity.of },
    ...only,
  });
  return (
    <p className="note">
      <a href={link}>{t('cases')}</a>
    </p>
  );
}
