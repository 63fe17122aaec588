/** Questions in words: asked, answered from the engine's figures, and asked on. */
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { QUESTION_MAX } from '../../../electron/contract/questions.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { ApiError } from '../call.ts';
import { useFailureWords } from '../failure.ts';
import { Help } from '../help/Help.tsx';
import { useAsked } from '../useAsked.ts';
import { Dictate } from './Dictate.tsx';
import { questions } from './questionsApi.ts';
import { SpeechNote } from './SpeechNote.tsx';
import { TurnView } from './TurnView.tsx';
import { type Conversation, useConversation } from './useConversation.ts';
import './questions.css';

interface QuestionsPageProps {
  /** Whether answers may be put on the wall. */
  readonly maySend: boolean;
  /** Whether cases may be opened behind a figure. */
  readonly mayOpen: boolean;
}

export function QuestionsPage({ maySend, mayOpen }: QuestionsPageProps) {
  const { t } = useStrings('questions');
  const talk = useConversation();
  const newest = talk.turns.at(-1)?.n;
  const log = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (newest !== undefined) log.current?.lastElementChild?.scrollIntoView({ block: 'start' });
  }, [newest]);

  return (
    <section className="questions" aria-labelledby="questions-title">
      <div className="titled">
        <h2 id="questions-title">{t('title')}</h2>
        <Help topic="questions" />
      </div>
      <p className="note intro">{t('intro')}</p>
      <div aria-live="polite" aria-relevant="additions text" aria-busy={talk.busy}>
        <ol ref={log} className="turns" aria-label={t('session')} hidden={talk.turns.length === 0}>
          {talk.turns.map((turn) => (
            <TurnView
              key={turn.n}
              turn={turn}
              newest={turn.n === newest}
              talk={talk}
              maySend={maySend}
              mayOpen={mayOpen}
            />
          ))}
        </ol>
      </div>
      <AskForm talk={talk} />
      {talk.turns.length === 0 && <Suggested talk={talk} />}
    </section>
  );
}

/** What was typed stays until it is answered. */
function AskForm({ talk }: { readonly talk: Conversation }) {
  const { t } = useStrings('questions');
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const begun = talk.turns.length > 0;

  function ask(event: FormEvent): void {
    event.preventDefault();
    const typed = text.trim();
    if (typed === '') {
      input.current?.focus();
      return;
    }
    void talk.ask(typed).then((answered) => {
      if (answered) setText((now) => (now.trim() === typed ? '' : now));
    });
  }

  return (
    <form className="ask" onSubmit={ask} role="search" aria-label={t('title')}>
      <label htmlFor={id}>{t(begun ? 'label.further' : 'label.first')}</label>
      <div className="ask-line">
        <input
          id={id}
          ref={input}
          value={text}
          maxLength={QUESTION_MAX}
          autoComplete="off"
          enterKeyHint="send"
          aria-describedby={`${id}-hint`}
          onChange={(e) => setText(e.target.value)}
        />
        <button type="submit" disabled={talk.busy}>
          {t('ask')}
        </button>
        <Dictate onHeard={setText} />
        {begun && (
          <button
            type="button"
            className="quiet"
            onClick={() => {
              talk.beginAnew();
              input.current?.focus();
            }}
          >
            {t('anew')}
          </button>
        )}
      </div>
      <p id={`${id}-hint`} className="note">
        {t(begun ? 'hint.further' : 'hint.first')}
      </p>
      <SpeechNote />
      <p role="status" className="note">
        {talk.busy && t('busy')}
      </p>
      {talk.error !== null && <Failure error={talk.error} kept={text.trim() !== ''} />}
    </form>
  );
}

function Failure({ error, kept }: { readonly error: unknown; readonly kept: boolean }) {
  const { t } = useStrings('questions');
  const words = useFailureWords();
  const status = error instanceof ApiError ? error.status : null;
  const said =
    status === 0 ? t(kept ? 'lost.kept' : 'lost.nothing') : status === 503 ? t('unready') : words(error);
  return <p role="alert">{said}</p>;
}

function Suggested({ talk }: { readonly talk: Conversation }) {
  const { t } = useStrings('questions');
  const locale = useLocale();
  const words = useFailureWords();
  const { value, error, again } = useAsked(questions.suggested);
  if (error !== null)
    return (
      <p role="alert">
        {words(error)}{' '}
        <button type="button" className="quiet" onClick={again}>
          {t('again')}
        </button>
      </p>
    );
  if (!value || value.length === 0) return null;
  return (
    <section aria-labelledby="suggested-title">
      <h3 id="suggested-title">{t('suggested')}</h3>
      <ul className="question-choices">
        {value.map((one) => (
          <li key={one.words.vi}>
            <button type="button" disabled={talk.busy} onClick={() => void talk.choose(one.words, one.query)}>
              {one.words[locale]}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
