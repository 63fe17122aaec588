import type { QuestionAnswer } from '../../../electron/contract/questions.ts';
import { formatClock, formatDay, useLocale, useStrings } from '../../ui/index.ts';
import { AnswerFigures } from './AnswerFigures.tsx';
import { OnTheWall } from './OnTheWall.tsx';
import { ReadAloud } from './ReadAloud.tsx';
import { Understood } from './Understood.tsx';
import type { Conversation, Turn } from './useConversation.ts';

interface TurnViewProps {
  readonly turn: Turn;
  readonly newest: boolean;
  readonly talk: Conversation;
  readonly maySend: boolean;
  /** Whether cases may be opened behind a figure. */
  readonly mayOpen: boolean;
}

/** One question and its answer. */
export function TurnView({ turn, newest, talk, maySend, mayOpen }: TurnViewProps) {
  const { t } = useStrings('questions');
  const locale = useLocale();
  const { said, answer, query, edited } = turn;
  return (
    <li className="turn" data-outcome={answer.outcome}>
      <h3 className="asked">
        <span className="unseen">{t('asked')} </span>
        <bdi>{typeof said === 'string' ? said : said[locale]}</bdi>
        {edited && <span className="note"> {t('edited')}</span>}
      </h3>
      <div className="answer">
        <p className="sentence">{answer.words[locale]}</p>
        {answer.outcome === 'answered' && answer.model && <ByModel model={answer.model} />}
        {answer.outcome === 'answered' && <Answered answer={answer} mayOpen={mayOpen} />}
        {answer.outcome === 'choose' && (
          <ul className="question-choices" aria-label={t(`choose.${answer.about}`)}>
            {answer.choices.map((choice) => (
              <li key={JSON.stringify(choice.query)}>
                <button
                  type="button"
                  disabled={talk.busy}
                  onClick={() => void talk.choose(choice.label, choice.query)}
                >
                  {choice.label[locale]}
                </button>
              </li>
            ))}
          </ul>
        )}
        {answer.outcome === 'cannot' && answer.examples.length > 0 && (
          <>
            <p className="note">{t('examples')}</p>
            <ul className="question-choices">
              {answer.examples.map((example) => (
                <li key={example.vi}>
                  <button
                    type="button"
                    disabled={talk.busy}
                    onClick={() => void talk.askAnew(example[locale])}
                  >
                    {example[locale]}
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
        <ReadAloud text={answer.words[locale]} />
        {maySend && answer.outcome === 'answered' && query !== null && !edited && (
          <OnTheWall said={typeof said === 'string' ? said : said[locale]} query={query} />
        )}
        {query !== null && <Understood query={query} newest={newest} talk={talk} />}
      </div>
    </li>
  );
}

type Model = NonNullable<Extract<QuestionAnswer, { outcome: 'answered' }>['model']>;

/** That a language model chose the query, and what it says of the answer: beside the engine's own sentence, never instead. */
function ByModel({ model: { name, sentence } }: { readonly model: Model }) {
  const { t } = useStrings('questions');
  return (
    <>
      {sentence !== null && (
        <p>
          <bdi>{sentence}</bdi>
        </p>
      )}
      <p className="note">{t('model', { name })}</p>
    </>
  );
}

function Answered({
  answer,
  mayOpen,
}: Pick<TurnViewProps, 'mayOpen'> & {
  readonly answer: Extract<QuestionAnswer, { outcome: 'answered' }>;
}) {
  const { t } = useStrings('questions');
  const { data, ignored, query, figures } = answer;
  return (
    <>
      <AnswerFigures query={query} figures={figures} mayOpen={mayOpen} />
      {ignored.length > 0 && (
        <p className="ignored">
          {t('ignored', { count: ignored.length })} <bdi>{ignored.map((word) => `“${word}”`).join(', ')}</bdi>
        </p>
      )}
      {data && (
        <p className="note">
          {t('dataAt', { when: instant(data.at) })} · {t(`nature.${data.nature}`, { ns: 'console' })}
          {data.sources.map(({ id, name, heardAt }) => (
            <span key={id}>
              {' · '}
              {heardAt === null
                ? t('source.unheard', { name })
                : t('source.heard', { name, when: instant(heardAt) })}
            </span>
          ))}
        </p>
      )}
    </>
  );
}

function instant(text: string): string {
  const at = Date.parse(text);
  return `${formatClock(at)} ${formatDay(at)}`;
}
