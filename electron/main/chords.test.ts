import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chordOf } from './chords.ts';

const all = { type: 'keyDown', control: true, alt: true, shift: true, meta: false };

describe('the administrator’s chords', () => {
  it('are Ctrl+Alt+Shift with Q and with I', () => {
    expect(chordOf({ ...all, code: 'KeyQ' })).toBe('quit');
    expect(chordOf({ ...all, code: 'KeyI' })).toBe('identify');
  });
  it('are nothing less and nothing else', () => {
    fc.assert(
      fc.property(
        fc.record({
          type: fc.constantFrom('keyDown', 'keyUp', 'rawKeyDown'),
          code: fc.constantFrom('KeyQ', 'KeyI', 'F4', 'F11', 'KeyW', 'constructor'),
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
