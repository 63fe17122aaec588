/** The console's language, remembered by the browser; Vietnamese until somebody chooses. */
import type { i18n } from 'i18next';
import type { Locale } from '../ui/index.ts';

const KEPT = 'ioc-wall-language';

export function keptLanguage(): Locale {
  try {
    return localStorage.getItem(KEPT) === 'en' ? 'en' : 'vi';
  } catch {
    // A browser may forbid storage; the console works without it.
    return 'vi';
  }
}

export function speak(strings: i18n, locale: Locale): void {
  document.documentElement.lang = locale;
  void strings.changeLanguage(locale);
  try {
    localStorage.setItem(KEPT, locale);
  } catch {
    // As above.
  }
}
