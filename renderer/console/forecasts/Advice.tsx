import { useCallback } from 'react';
import { adviceAnswer } from '../../../electron/contract/forecasts.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { call } from '../call.ts';
import { useAsked } from '../useAsked.ts';
import { FiguresBehind } from './FiguresBehind.tsx';

/** What bears on a decision about this indicator; nothing where nothing is known. */
export function Advice({ unit, indicator }: { readonly unit: string; readonly indicator: string }) {
  const { t } = useStrings('forecasts');
  const locale = useLocale();
  const ask = useCallback(
    () => call('GET', `/advice?${new URLSearchParams({ unit, indicator })}`, adviceAnswer),
    [unit, indicator],
  );
  const { value } = useAsked(ask);
  if (!value || value.sentences.length === 0) return null;
  return (
    <section className="forecast-list" aria-labelledby="advice-title">
      <h3 id="advice-title">{t('advice.title')}</h3>
      <ul>
        {value.sentences.map(({ query, words }) => (
          <li key={words.vi}>
            {words[locale]}
            {'subject' in query && query.kind !== 'forecast' && <FiguresBehind query={query} />}
          </li>
        ))}
      </ul>
      <p className="note">{t('advice.note')}</p>
    </section>
  );
}
