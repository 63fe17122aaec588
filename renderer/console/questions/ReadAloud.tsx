import { useSyncExternalStore } from 'react';
import { useLocale, useStrings } from '../../ui/index.ts';
import { onVoices, readAloud, voiceFor } from './speech.ts';

/** Reads an answer aloud; not there where this machine has no voice for the language. */
export function ReadAloud({ text }: { readonly text: string }) {
  const { t } = useStrings('questions');
  const locale = useLocale();
  // Browsers may tell of the same voice as another object each time.
  const canRead = useSyncExternalStore(onVoices, () => voiceFor(locale) !== null);
  if (!canRead) return null;

  function read(): void {
    const voice = voiceFor(locale);
    if (voice) readAloud(text, voice);
  }

  return (
    <button type="button" className="quiet" onClick={read}>
      {t('aloud')}
    </button>
  );
}
