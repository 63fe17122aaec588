import { type FormEvent, useState } from 'react';
import {
  type LanguageModelAnswer,
  languageModelAnswer,
  type LanguageModelRequest,
  languageModelTrial,
} from '../../../electron/contract/languageModel.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { call } from '../call.ts';
import { useFailureWords } from '../failure.ts';
import { useAsked } from '../useAsked.ts';

const ask = (): Promise<LanguageModelAnswer> => call('GET', '/questions/model', languageModelAnswer);
const keep = (asked: LanguageModelRequest): Promise<LanguageModelAnswer> =>
  call('PUT', '/questions/model', languageModelAnswer, asked);
const attempt = (text: string) => call('POST', '/questions/model/trial', languageModelTrial, { text });
const WAITS_S = 15;

/** The language model that helps with questions: off until somebody sets one, with what leaves the machine said before. */
export function LanguageModel() {
  const { t } = useStrings('languageModel');
  const { value, again } = useAsked(ask);
  const [kept, setKept] = useState(false);
  if (!value) return null;
  return (
    <section aria-labelledby="model-title">
      <h3 id="model-title">{t('title')}</h3>
      <p className="note">{t('intro')}</p>
      <p className="note">{t('leaves')}</p>
      <ModelForm
        key={JSON.stringify(value)}
        known={value}
        onKept={() => {
          setKept(true);
          again();
        }}
      />
      <p role="status">{kept && t('kept')}</p>
      {value.settings && <Trial />}
    </section>
  );
}

function ModelForm({ known, onKept }: { readonly known: LanguageModelAnswer; readonly onKept: () => void }) {
  const { t } = useStrings('languageModel');
  const words = useFailureWords();
  const [on, setOn] = useState(known.settings?.on ?? false);
  const [url, setUrl] = useState(known.settings?.url ?? '');
  const [model, setModel] = useState(known.settings?.model ?? '');
  const [timeoutS, setTimeoutS] = useState(String(known.settings?.timeoutS ?? WAITS_S));
  const [key, setKey] = useState('');
  const [error, setError] = useState<unknown>(null);

  function save(event: FormEvent): void {
    event.preventDefault();
    setError(null);
    keep({ on, url, model, timeoutS: Number(timeoutS), ...(key !== '' && { key }) }).then(onKept, setError);
  }

  return (
    <form onSubmit={save} className="care-form">
      <label>
        {t('url')}
        <input type="url" required value={url} onChange={(e) => setUrl(e.target.value)} />
      </label>
      <label>
        {t('model')}
        <input required value={model} onChange={(e) => setModel(e.target.value)} />
      </label>
      <label>
        {t('timeout')}
        <input
          type="number"
          min={1}
          max={60}
          value={timeoutS}
          onChange={(e) => setTimeoutS(e.target.value)}
        />
      </label>
      <label>
        {t(known.keySet ? 'keyKept' : 'key')}
        <input type="password" autoComplete="off" value={key} onChange={(e) => setKey(e.target.value)} />
      </label>
      <label>
        <input type="checkbox" checked={on} onChange={(e) => setOn(e.target.checked)} /> {t('on')}
      </label>
      <button type="submit">{t('keep')}</button>
      {error !== null && <p role="alert">{words(error)}</p>}
    </form>
  );
}

function Trial() {
  const { t } = useStrings('languageModel');
  const locale = useLocale();
  const words = useFailureWords();
  const [text, setText] = useState('');
  const [told, setTold] = useState('');
  const [error, setError] = useState<unknown>(null);

  function put(event: FormEvent): void {
    event.preventDefault();
    setTold('');
    setError(null);
    attempt(text).then(
      ({ answer, reason }) => setTold(answer ? answer.words[locale] : t('unhelpful', { reason })),
      setError,
    );
  }

  return (
    <form onSubmit={put}>
      <label>
        {t('trial')}
        <input required value={text} onChange={(e) => setText(e.target.value)} />
      </label>{' '}
      <button type="submit" className="quiet">
        {t('try')}
      </button>
      <p role="status">{told}</p>
      {error !== null && <p role="alert">{words(error)}</p>}
    </form>
  );
}
