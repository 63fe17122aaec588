import type { WebContents } from 'electron';
import { chordOf, moveOf } from './chords.ts';
import type { Chord, Move } from './chords.ts';

/**
 * Keeps every key from the page and from Chromium's own shortcuts; acts on the administrator's chords, and hands on the
 * keys by which roles are moved. All of them happen once Chromium is done with the key: what they do may take away the very
 * window that it was pressed in.
 */
export function listenForChords(
  contents: WebContents,
  actions: Readonly<Record<Chord, () => void>>,
  moved: (move: Move) => void,
): void {
  contents.on('before-input-event', (event, press) => {
    event.preventDefault();
    if (press.isAutoRepeat) return;
    const chord = chordOf(press);
    if (chord) return void setImmediate(actions[chord]);
    const move = moveOf(press);
    if (move) setImmediate(moved, move);
  });
}
