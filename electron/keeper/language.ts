/** In which language the keeper speaks: one for the whole process, chosen once at its beginning. */
import { SENTENCES, type SentenceId } from './sentences.ts';

export type Locale = 'vi' | 'en';

let current: Locale = 'en';

/** From now on everything is said in this language. */
export function speak(locale: Locale): void {
  current = locale;
}

/** The sentence in the language that is spoken, with `{name}` replaced by what is given under that name. */
export function sentence(id: SentenceId, values: Readonly<Record<string, string | number>> = {}): string {
  return SENTENCES[id][current].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '–'));
}

/** `vi` or `en` where the session says so (`LC_ALL`, `LC_MESSAGES`, `LANG`, the first that is set); `null` for any other. */
export function localeOfSession(env: Readonly<Record<string, string | undefined>>): Locale | null {
  const text = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(
    (one) => one !== undefined && one !== '',
  );
  const language = /^(vi|en)(?:[_.@]|$)/.exec(text ?? '')?.[1];
  return language === 'vi' || language === 'en' ? language : null;
}
