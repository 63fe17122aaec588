import { useLocale, useStrings } from '../ui/index.ts';
import { speak } from './language.ts';

/** Names the other language in that language: who needs it can read it. */
export function LanguageSwitch() {
  const { i18n } = useStrings();
  const other = useLocale() === 'vi' ? 'en' : 'vi';
  return (
    <button type="button" className="quiet" lang={other} onClick={() => speak(i18n, other)}>
      {other === 'vi' ? 'Tiếng Việt' : 'English'}
    </button>
  );
}
