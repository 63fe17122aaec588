import type { Query } from '../../../electron/contract/questions.ts';
import { useStrings } from '../../ui/index.ts';
import { useQueryWords } from './useQueryWords.ts';

/** What a question was understood as. */
export function Understood({ query }: { readonly query: Query }) {
  const { t } = useStrings('questions');
  const parts = useQueryWords(query);
  return (
    <div className="understood">
      <h4>{t('understood')}</h4>
      <dl>
        {parts.map(({ name, words }) => (
          <div key={name}>
            <dt>{t(`part.${name}`)}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
