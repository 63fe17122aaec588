/** The figures behind a sentence: its query, asked when somebody wants to see them. */
import { useCallback, useState } from 'react';
import type { Query } from '../../../electron/contract/questions.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { useFailureWords } from '../failure.ts';
import { AnswerFigures } from '../questions/AnswerFigures.tsx';
import { questions } from '../questions/questionsApi.ts';
import { useAsked } from '../useAsked.ts';

interface FiguresBehindProps {
  readonly query: Query;
  /** What the figures are of; left out, it says so in general. */
  readonly title?: string;
}

export function FiguresBehind({ query, title }: FiguresBehindProps) {
  const { t } = useStrings('forecasts');
  const [open, setOpen] = useState(false);
  return (
    <details className="figures-behind" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title ?? t('behind')}</summary>
      {open && <Figures query={query} />}
    </details>
  );
}

function Figures({ query }: { readonly query: Query }) {
  const { t } = useStrings('forecasts');
  const locale = useLocale();
  const words = useFailureWords();
  const ask = useCallback(() => questions.ask({ query }), [query]);
  const { value, error } = useAsked(ask);
  if (error !== null) return <p role="alert">{words(error)}</p>;
  if (!value) return <p role="status">{t('asking')}</p>;
  if (value.outcome !== 'answered') return <p>{value.words[locale]}</p>;
  return (
    <>
      {value.figures.length === 0 && <p>{value.words[locale]}</p>}
      <AnswerFigures query={value.query} figures={value.figures} mayOpen={false} />
    </>
  );
}
