import { describe, expect, it } from 'vitest';
import { formatInstant } from '../../electron/contract/calendar.ts';
import { queryKey } from './question.ts';
import { together, unnamed } from './remembered.ts';

const NOW = Date.parse('2026-01-15T09:41:00+07:00');
const UNITS = queryKey({ ask: 'units' });
const CATALOGUE = queryKey({ ask: 'catalogue' });

function known(ageMs: number, answers: Record<string, unknown>) {
  const at = formatInstant(NOW - ageMs);
  return { at, clock: { mode: 'live', at, speed: 1 }, sources: [], notices: [], scene: null, answers };
}

describe('what windows remember', () => {
  it('is put together from all of them, the newest first in doubt', () => {
    const [old, young] = [{ units: [] }, { units: [] }];
    const state = together(
      [known(1_000, { [UNITS]: young }), known(60_000, { [UNITS]: old, [CATALOGUE]: { indicators: [] } })],
      NOW,
    );
    expect(state).toMatchObject({ link: 'lost', heardAt: NOW - 1_000 });
    expect(state?.answers?.[UNITS]).toEqual(young);
    expect(state?.answers?.[CATALOGUE]).toEqual({ indicators: [] });
  });

  it('keeps pictures beside it, and lets go of those that no window has any more', () => {
    const [image, other] = ['a'.repeat(64), 'b'.repeat(64)];
    const key = queryKey({ ask: 'image', image });
    const gone = queryKey({ ask: 'image', image: other });
    const answer = { image, picture: null };
    const records = [
      { ...known(1_000, { [UNITS]: { units: [] } }), pictures: [key] },
      { picture: key, answer },
      { picture: gone, answer: { image: other, picture: null } },
    ];
    expect(together(records, NOW)?.answers).toMatchObject({ [key]: answer, [UNITS]: { units: [] } });
    expect(unnamed(records)).toEqual([gone]);
    expect(together([{ picture: key, answer }], NOW)).toBeNull();
  });

  it('leaves out what is not of today’s shape, and all that is too old', () => {
    const state = together(
      [known(0, { [UNITS]: { units: 'all' }, nonsense: 1, [CATALOGUE]: { indicators: [] } })],
      NOW,
    );
    expect(Object.keys(state?.answers ?? {})).toEqual([CATALOGUE]);
    expect(together([known(41 * 86_400_000, {})], NOW)).toBeNull();
    expect(together([{ at: 'yesterday' }, null, 'x'], NOW)).toBeNull();
    expect(together([], NOW)).toBeNull();
  });
});
