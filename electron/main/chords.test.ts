import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chordOf, moveOf } from './chords.ts';

const all = { type: 'keyDown', control: true, alt: true, shift: true, meta: false };
const bare = { type: 'keyDown', control: false, alt: false, shift: false, meta: false };

describe('the administrator’s chords', () => {
  it('are Ctrl+Alt+Shift with Q, with I, with M and with P', () => {
    expect(chordOf({ ...all, code: 'KeyQ' })).toBe('quit');
    expect(chordOf({ ...all, code: 'KeyI' })).toBe('identify');
    expect(chordOf({ ...all, code: 'KeyM' })).toBe('assign');
    expect(chordOf({ ...all, code: 'KeyP' })).toBe('pair');
  });
  it('are nothing less and nothing else', () => {
    fc.assert(
      fc.property(
        fc.record({
          type: fc.constantFrom('keyDown', 'keyUp', 'rawKeyDown'),
          code: fc.constantFrom('KeyQ', 'KeyI', 'KeyM', 'F4', 'F11', 'KeyW', 'constructor'),
          control: fc.boolean(),
          alt: fc.boolean(),
          shift: fc.boolean(),
          meta: fc.boolean(),
        }),
        (press) => {
          const whole = press.type === 'keyDown' && press.control && press.alt && press.shift && !press.meta;
          if (!whole || !press.code.startsWith('Key') || press.code === 'KeyW')
            expect(chordOf(press)).toBeNull();
        },
      ),
    );
  });
});

describe('the keys by which roles are moved', () => {
  it('are the digits, Enter and Escape', () => {
    expect(moveOf({ ...bare, code: 'Digit3' })).toEqual({ digit: 3 });
    expect(moveOf({ ...bare, code: 'Numpad9' })).toEqual({ digit: 9 });
    expect(moveOf({ ...bare, code: 'Enter' })).toBe('confirm');
    expect(moveOf({ ...bare, code: 'NumpadEnter' })).toBe('confirm');
    expect(moveOf({ ...bare, code: 'Escape' })).toBe('leave');
  });
  it('are these alone, and nothing with another key held', () => {
    for (const code of ['Digit0', 'KeyA', 'NumpadAdd', 'Space']) expect(moveOf({ ...bare, code })).toBeNull();
    expect(moveOf({ ...bare, shift: true, code: 'Digit1' })).toBeNull();
    expect(moveOf({ ...bare, type: 'keyUp', code: 'Enter' })).toBeNull();
  });
});
