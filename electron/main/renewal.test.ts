import { describe, expect, it } from 'vitest';
import { parseInstant } from '../contract/calendar.ts';
import { nightAfter, reasonToWait, timeFor } from './renewal.ts';

const at = (text: string) => parseInstant(text) as number;

describe('the hour of renewal', () => {
  it('is the next one of the city, whatever the machine’s own time', () => {
    expect(nightAfter(at('2026-01-15T20:00:00+07:00'), '03:30').due).toBe(at('2026-01-16T03:30:00+07:00'));
    expect(nightAfter(at('2026-01-16T03:29:59+07:00'), '03:30').due).toBe(at('2026-01-16T03:30:00+07:00'));
    expect(nightAfter(at('2026-01-16T03:30:00+07:00'), '03:30').due).toBe(at('2026-01-17T03:30:00+07:00'));
  });
  it('is kept when it comes, also after it was put off, and missed when the morning comes', () => {
    const night = nightAfter(at('2026-01-15T20:00:00+07:00'), '03:30');
    expect(timeFor(night, at('2026-01-16T03:29:00+07:00'))).toBe('wait');
    expect(timeFor(night, at('2026-01-16T03:30:00+07:00'))).toBe('go');
    const later = { ...night, from: night.due + 600_000 };
    expect(timeFor(later, at('2026-01-16T03:35:00+07:00'))).toBe('wait');
    expect(timeFor(later, at('2026-01-16T03:40:00+07:00'))).toBe('go');
    expect(timeFor(later, at('2026-01-16T07:00:00+07:00'))).toBe('missed');
  });
  it('waits for a playback and for whoever is at work', () => {
    const now = at('2026-01-16T03:30:00+07:00');
    expect(reasonToWait({ playing: true, actedAt: null }, now)).toBe('playback');
    expect(reasonToWait({ playing: false, actedAt: now - 60_000 }, now)).toBe('operator');
    expect(reasonToWait({ playing: false, actedAt: now - 3_600_000 }, now)).toBeNull();
    expect(reasonToWait({ playing: false, actedAt: null }, now)).toBeNull();
  });
});
