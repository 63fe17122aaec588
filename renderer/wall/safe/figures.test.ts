import { describe, expect, it } from 'vitest';
import { formatInstant } from '../../../electron/contract/calendar.ts';
import type { Figure } from '../../../electron/contract/answers.ts';
import { createLiveStore } from '../../data/index.ts';
import { createStrings } from '../../ui/index.ts';
import { CATALOGUE, type Known, liveState, NOW, source } from '../../widgets/fixtures/stage.tsx';
import { safeScene } from './figures.ts';
import { write } from './page.ts';

const strings = createStrings('vi');
const words = (key: string, values?: Record<string, unknown>) => strings.t(key, { lng: 'vi', ...values });
const figure = (value: number): Figure => ({
  value,
  unit: 'case',
  decimals: 0,
  yesterday: null,
  lastYear: null,
  target: null,
  trend: [],
});
const answer = (figures: Record<string, Figure>) =>
  ({
    unit: 'HCM',
    name: 'Thi hành án dân sự TP. Hồ Chí Minh',
    nature: 'sample',
    year: 2026,
    at: formatInstant(NOW),
    figures,
  }) as const;
const asked = (...indicators: string[]) => ({ ask: 'figures', unit: 'HCM', indicators }) as const;

function told(known: Known, change: Parameters<typeof liveState>[1] = {}) {
  return safeScene(createLiveStore(liveState(known, change)).getState(), 'vi', words);
}

describe('the safe scene', () => {
  const known: Known = [
    [asked('cases_to_enforce'), answer({ cases_to_enforce: figure(538) })],
    [asked('cases_completed'), answer({ cases_completed: figure(27) })],
  ];

  it('tells all figures that any widget had asked for, in the order of the catalogue', () => {
    const { agency, figures } = told(known);
    expect(agency).toBe('Thi hành án dân sự TP. Hồ Chí Minh');
    expect(figures.map(({ key, number }) => [key, number])).toEqual([
      ['cases_to_enforce', '538'],
      ['cases_completed', '27'],
    ]);
  });

  it('prefers the answer to its own question, which is about most', () => {
    const own = { cases_to_enforce: figure(539), cases_completed: figure(28) };
    const { figures } = told([[asked('cases_to_enforce', 'cases_completed'), answer(own)], ...known]);
    expect(figures.map(({ number }) => number)).toEqual(['539', '28']);
  });

  it('gives all figures their turn, none alone and the first two always', () => {
    const keys = CATALOGUE.map(({ key }) => key);
    const all = Object.fromEntries(keys.map((key, i) => [key, figure(i)]));
    const turns = [0, 20_000, 40_000, 60_000].map((later) =>
      told([[asked(...keys), answer(all)]], { now: NOW + later }).figures.map(({ key }) => key),
    );
    expect(new Set(turns.flat())).toEqual(new Set(keys));
    for (const turn of turns) {
      expect(turn.slice(0, 2)).toEqual(keys.slice(0, 2));
      expect(turn.length).toBeGreaterThan(3);
      expect(turn.length).toBeLessThan(6);
    }
  });

  it('says since when a source is missing, in the words of the header', () => {
    const silent = [source({ heardAt: formatInstant(NOW - 20 * 60_000) })];
    expect(told(known, { sources: silent })).toMatchObject({
      age: 'Nguồn mẫu im lặng từ 09:21 – số liệu đã cũ, 20 phút trước',
      aged: true,
    });
  });

  it('says that it knows nothing, and takes no word for markup', () => {
    let html = '';
    const place = {
      getAttribute: () => null,
      setAttribute: () => undefined,
      set innerHTML(text: string) {
        html = text;
      },
    } as unknown as Element;
    const frame = {
      title: '<b>',
      mark: 'm',
      clock: 'c',
      day: 'd',
      remedy: 'r',
      nothing: 'nothing',
      sample: 's',
    };
    const said = { level: 'urgent', size: 'large', mark: 'KHẨN', text: '<i>', foot: 'f' } as const;
    write(place, { ...frame, interrupt: said }, told([]));
    expect(html).toContain('<p class="interrupt-text">&#60;i&#62;</p>');
    write(place, { ...frame, interrupt: null }, told([]));
    expect(html).not.toContain('interrupt');
    expect(html).toContain('nothing');
    expect(html).not.toContain('<h1><b>');
    expect(html).toContain('&#60;b&#62;');
  });
});
