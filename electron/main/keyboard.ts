import type { WebContents } from 'electron';
import { chordOf } from './chords.ts';
import type { Chord } from './chords.ts';

/** Keeps every key from the page and from Chromium's own shortcuts; acts on the administrator's chords only. */
export function listenForChords(contents: WebContents, actions: Readonly<Record<Chord, () => void>>): void {
  contents.on('before-input-event', (event, press) => {
    event.preventDefault();
    const chord = chordOf(press);
    if (chord && !press.isAutoRepeat) actions[chord]();
  });
}
