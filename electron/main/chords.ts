/** The keyboard of a wall: nothing but the administrator's chords. */

export type Chord = 'quit' | 'identify';

/** A key press as Electron reports it before the page sees it. */
export interface KeyPress {
  type: string;
  code: string;
  control: boolean;
  alt: boolean;
  shift: boolean;
  meta: boolean;
}

const CHORDS: ReadonlyMap<string, Chord> = new Map([
  ['KeyQ', 'quit'],
  ['KeyI', 'identify'],
]);

/**
 * The chord a key press completes, or `null`: Ctrl+Alt+Shift with Q ends the wall, with I tells which monitor is which.
 * By the key's place and not its letter, so that an input method for Vietnamese does not get in the way.
 */
export function chordOf(press: KeyPress): Chord | null {
  const held = press.control && press.alt && press.shift && !press.meta;
  return press.type === 'keyDown' && held ? (CHORDS.get(press.code) ?? null) : null;
}
