/** Every string a user sees, from `assets/locales/<locale>/<namespace>.json`; Vietnamese first. */
import i18next, { type i18n, type Resource } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Locale } from './format/index.ts';

const files = import.meta.glob<Record<string, unknown>>('../../assets/locales/*/*.json', {
  eager: true,
  import: 'default',
});

function resources(): Resource {
  const found: Record<string, Record<string, Record<string, unknown>>> = {};
  for (const [path, strings] of Object.entries(files)) {
    const [, locale, namespace] = /locales\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
    if (locale && namespace) (found[locale] ??= {})[namespace] = strings;
  }
  return found;
}

/** Ready at once: the strings are part of the bundle. */
export function createStrings(locale: Locale): i18n {
  const strings = i18next.createInstance();
  void strings.use(initReactI18next).init({
    lng: locale,
    fallbackLng: 'vi',
    resources: resources(),
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return strings;
}

/** The window's language, for formats and for names that come in both. */
export function useLocale(): Locale {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'vi';
}

export { useTranslation as useStrings } from 'react-i18next';
