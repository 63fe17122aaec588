import { useRef, useState } from 'react';
import { useLocale, useStrings } from '../../ui/index.ts';
import { canListen, listen } from './speech.ts';

/** Takes a question by voice; not there where the browser cannot. What the browser does with the voice is its own affair, and said. */
export function Dictate({ onHeard }: { readonly onHeard: (text: string) => void }) {
  const { t } = useStrings('questions');
  const locale = useLocale();
  const [listening, setListening] = useState(false);
  const end = useRef<() => void>(() => undefined);
  if (!canListen()) return null;

  function press(): void {
    if (listening) {
      end.current();
      return;
    }
    setListening(true);
    end.current = listen(locale, onHeard, () => setListening(false));
  }

  return (
    <button
      type="button"
      className="quiet"
      aria-pressed={listening}
      title={t('dictate.hint')}
      onClick={press}
    >
      {t(listening ? 'dictate.stop' : 'dictate.act')}
    </button>
  );
}
