import { useSyncExternalStore } from 'react';
import { useLocale, useStrings } from '../../ui/index.ts';
import { onVoices, readAloud, voiceFor } from './speech.ts';

/** Reads an answer aloud; not there where this machine has no voice for the language. */
export function ReadAloud({ text }: { readonly text: string }) {
  const { t } = useStrings('questions');
  const locale = useLocale();
  const voice = useSyncExternalStore(onVoices, () => voiceFor(locale));
  if (!voice) return null;
  return (
    <button type="button" className="quiet" onClick={() => readAloud(text, voice)}>
      {t('aloud')}
    </button>
  );
}
