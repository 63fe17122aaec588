import { useSyncExternalStore } from 'react';
import { useLocale, useStrings } from '../../ui/index.ts';
import { canListen, onVoices, voiceFor } from './speech.ts';

/** What of speaking and hearing is missing here, where something is: nobody looks for a button that is not there. */
export function SpeechNote() {
  const { t } = useStrings('questions');
  const locale = useLocale();
  const voice = useSyncExternalStore(onVoices, () => voiceFor(locale) !== null);
  const listens = canListen();
  if (voice && listens) return null;
  return <p className="note">{t(`speech.${listens ? 'noVoice' : voice ? 'noHearing' : 'neither'}`)}</p>;
}
