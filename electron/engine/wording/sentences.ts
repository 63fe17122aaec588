/** Sentences in both languages. */
import type { Words } from '../../contract/questions.ts';
import type { Language } from './formats.ts';

/** The same in both languages. */
export function both(make: (language: Language) => string): Words {
  return { vi: make('vi'), en: make('en') };
}

/** Within a sentence; a word all in capitals stays so. */
export function lower(name: string): string {
  return /^\p{Lu}\p{Lu}/u.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);
}
