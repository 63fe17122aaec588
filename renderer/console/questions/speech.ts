/** Reading aloud and dictation, where the browser and the machine have them. */

/** The part of the browsers' dictation that is used here. */
interface Recognition {
  lang: string;
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  abort(): void;
}

const LANGUAGE = { vi: 'vi-VN', en: 'en-GB' } as const;
type Locale = keyof typeof LANGUAGE;

/** A voice of that language on this machine itself: what is asked of figures goes to no service on the network. */
export function voiceFor(locale: Locale): SpeechSynthesisVoice | null {
  if (!('speechSynthesis' in globalThis)) return null;
  const voices = globalThis.speechSynthesis.getVoices();
  return (
    voices.find(({ lang, localService }) => localService && lang.toLowerCase().startsWith(locale)) ?? null
  );
}

/** Reads a text, instead of what is being read. */
export function readAloud(text: string, voice: SpeechSynthesisVoice): void {
  const said = new SpeechSynthesisUtterance(text);
  said.voice = voice;
  said.lang = voice.lang;
  globalThis.speechSynthesis.cancel();
  globalThis.speechSynthesis.speak(said);
}

/** Told when voices come: browsers find them after the page was opened. */
export function onVoices(listener: () => void): () => void {
  if (!('speechSynthesis' in globalThis)) return () => undefined;
  const speech = globalThis.speechSynthesis;
  speech.addEventListener('voiceschanged', listener);
  return () => speech.removeEventListener('voiceschanged', listener);
}

function recogniser(): (new () => Recognition) | null {
  const found: unknown =
    Reflect.get(globalThis, 'SpeechRecognition') ?? Reflect.get(globalThis, 'webkitSpeechRecognition');
  return typeof found === 'function' ? (found as new () => Recognition) : null;
}

export function canListen(): boolean {
  return recogniser() !== null;
}

/** Listens once. @returns ends it */
export function listen(locale: Locale, heard: (text: string) => void, ended: () => void): () => void {
  const made = recogniser();
  if (!made) return () => undefined;
  const recognition = new made();
  recognition.lang = LANGUAGE[locale];
  recognition.onresult = ({ results }) => heard(results[0]?.[0]?.transcript ?? '');
  recognition.onend = ended;
  recognition.start();
  return () => recognition.abort();
}
