/** The keyboard of a wall: nothing but the administrator's chords, and a few keys while roles are moved. */

export type Chord = 'quit' | 'identify' | 'assign' | 'pair';

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
  ['KeyM', 'assign'],
  ['KeyP', 'pair'],
]);

/**
 * The chord a key press completes, or `null`: Ctrl+Alt+Shift with Q ends the wall, with I tells which monitor is which,
 * with M begins to move roles, with P shows the code that pairs a phone. By the key's place and not its letter, so that an input method for Vietnamese does not get in the way.
 */
export function chordOf(press: KeyPress): Chord | null {
  const held = press.control && press.alt && press.shift && !press.meta;
  return press.type === 'keyDown' && held ? (CHORDS.get(press.code) ?? null) : null;
}

/** What a plain key says while roles are moved. */
export type Move = { readonly digit: number } | 'confirm' | 'leave';

/** Digits of both blocks, Enter and Escape; `null` for everything else, and with any other key held. */
export function moveOf(press: KeyPress): Move | null {
  if (press.type !== 'keyDown' || press.control || press.alt || press.shift || press.meta) return null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(press.code)?.[1];
  if (digit !== undefined) return { digit: Number(digit) };
  if (press.code === 'Enter' || press.code === 'NumpadEnter') return 'confirm';
  return press.code === 'Escape' ? 'leave' : null;
}
