import { describe, expect, it } from 'vitest';
import { DIMMEST } from '../../../electron/contract/screens.ts';
import type { Notice } from '../../../electron/contract/notices.ts';
import { brightnessAt, isUrgent } from './dimming.ts';

const at = (time: string) => Date.parse(`2026-01-15T${time}:00+07:00`);
const NIGHT = { on: true, from: '22:00', to: '05:30', percent: 40 };

describe('the brightness of the screens', () => {
  it('is less between the two times of the city, over midnight', () => {
    const bright = (time: string) => brightnessAt(at(time), NIGHT, false);
    expect(['21:59', '22:00', '23:59', '00:00', '05:29', '05:30', '12:00'].map(bright)).toEqual([
      100, 40, 40, 40, 40, 100, 100,
    ]);
    expect(brightnessAt(at('12:30'), { ...NIGHT, from: '12:00', to: '13:00' }, false)).toBe(40);
  });
  it('is whole when it is switched off or something is urgent', () => {
    expect(brightnessAt(at('23:00'), { ...NIGHT, on: false }, false)).toBe(100);
    expect(brightnessAt(at('23:00'), NIGHT, true)).toBe(100);
  });
  it('is never so little that large letters could not be read', () => {
    // WCAG 2.2: relative luminance, contrast of ink (oklch 0.95 0.008 250) on ground (oklch 0.2 0.02 250).
    const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    const luminance = (rgb: readonly number[], share: number) => {
      const [r = 0, g = 0, b = 0] = rgb.map((part) => linear((part / 255) * share));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const [ink, ground] = [
      [235, 239, 244],
      [15, 22, 30],
    ];
    const contrast = (share: number) =>
      (luminance(ink ?? [], share) + 0.05) / (luminance(ground ?? [], share) + 0.05);
    expect(contrast(DIMMEST / 100)).toBeGreaterThanOrEqual(3);
    expect(contrast(1)).toBeGreaterThan(15);
  });
});

describe('something urgent', () => {
  const now = at('23:00');
  const clock = { mode: 'live', at: '2026-01-15T23:00:00+07:00', speed: 1 } as const;
  const notice: Notice = {
    id: 'x',
    code: 'disk_full',
    since: clock.at,
    acknowledgeable: false,
    backupAt: null,
    setAside: null,
  };
  it('is what the header tells the room, a scene just chosen, a playback that a person began', () => {
    expect(isUrgent({ notices: [], interrupt: null, clock }, now, null)).toBe(false);
    expect(isUrgent({ notices: [notice], interrupt: null, clock }, now, null)).toBe(true);
    expect(
      isUrgent({ notices: [{ ...notice, code: 'backup_failing' }], interrupt: null, clock }, now, null),
    ).toBe(false);
    expect(isUrgent({ notices: [], interrupt: null, clock }, now, now - 60_000)).toBe(true);
    expect(isUrgent({ notices: [], interrupt: null, clock }, now, now - 3_600_000)).toBe(false);
    const message = { id: 1, text: 'Họp khẩn', since: clock.at, by: 'truc' };
    const until = (hour: string) => `2026-01-15T${hour}:00+07:00`;
    const stands = (level: 'calm' | 'urgent', to: string) =>
      isUrgent({ notices: [], clock, interrupt: { ...message, level, until: until(to) } }, now, null);
    expect([stands('urgent', '23:30'), stands('urgent', '22:30'), stands('calm', '23:30')]).toEqual([
      true,
      false,
      false,
    ]);
    const playback = {
      from: clock.at,
      to: clock.at,
      paused: false,
      loop: false,
      by: 'truc',
      since: clock.at,
      silentSince: null,
    };
    const playing = (cause: 'person' | 'silence') => ({
      notices: [],
      interrupt: null,
      clock: { ...clock, mode: 'playback' as const, playback: { ...playback, cause } },
    });
    expect(isUrgent(playing('person'), now, null)).toBe(true);
    expect(isUrgent(playing('silence'), now, null)).toBe(false);
  });
});
