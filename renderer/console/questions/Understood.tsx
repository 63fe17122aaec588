import type { Query } from '../../../electron/contract/questions.ts';
import { useStrings } from '../../ui/index.ts';
import { QueryEdit } from './QueryEdit.tsx';
import type { Conversation } from './useConversation.ts';
import { useQueryWords } from './useQueryWords.ts';

interface UnderstoodProps {
  readonly query: Query;
  /** Only the newest question can be changed: those before it are what was said. */
  readonly newest: boolean;
  readonly talk: Conversation;
}

/** What a question was understood as. */
export function Understood({ query, newest, talk }: UnderstoodProps) {
  const { t } = useStrings('questions');
  const parts = useQueryWords(query);
  const editable = 'period' in query || query.kind === 'definition';
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
      {newest && editable && (
        <QueryEdit query={query} busy={talk.busy} onEdit={(changed) => void talk.edit(changed)} />
      )}
    </div>
  );
}
