import { describe, expect, it } from 'vitest';
import type { Figure, TargetStanding } from '../../electron/contract/answers.ts';
import { formatInstant } from '../../electron/contract/calendar.ts';
import type { Answers, Query } from '../../electron/contract/live.ts';
import { draw, liveState, NOW, source, unit, words, type Known } from './fixtures/stage.tsx';
import { findWidget, widgetNames } from './registry.ts';

const LONG = 'Phòng Thi hành án dân sự khu vực Bình Chánh – Cần Giờ – Nhà Bè và các xã ven biển phía nam';
const at = formatInstant(NOW);
const target = (status: TargetStanding['status']): TargetStanding => ({ year: 83.93, toDate: 24.48, status });
const RATE = 'case_completion_rate';

function figure(change: Partial<Figure> = {}): Figure {
  return {
    value: 22.35,
    unit: 'percent',
    decimals: 2,
    yesterday: 22.1,
    lastYear: 20.25,
    target: target('behind'),
    trend: [20, 21, null, 22.35],
    ...change,
  };
}

function figures(byKey: Record<string, Figure>): [Query, Answers['figures']] {
  const answer = { unit: 'HCM', name: 'TP.HCM', nature: 'sample', year: 2026, at, figures: byKey } as const;
  return [{ ask: 'figures', unit: 'HCM', indicators: Object.keys(byKey) }, answer];
}

function ranking(
  rows: readonly [key: string, name: string, value: number | null, of: TargetStanding | null][],
): Known {
  const answer = {
    unit: 'HCM',
    nature: 'sample',
    year: 2026,
    at,
    rows: rows.map(([key, name, value, of]) => ({
      ...unit(key, name),
      values: { [RATE]: { value, unit: 'percent', decimals: 2, target: of, lastYear: null } },
    })),
  } as const satisfies Answers['ranking'];
  return [[{ ask: 'ranking', unit: 'HCM', level: 'region', indicators: [RATE] }, answer]];
}

/** A configuration of every widget that draws something. */
const CONFIGS: Record<string, Record<string, unknown>> = {
  alerts: {},
  calendar: { unit: 'HCM', indicator: 'enforcement_decisions' },
  clock: {},
  distribution: { unit: 'HCM', indicator: 'cases_to_enforce', by: 'band' },
  entrustments: { unit: 'HCM' },
  figure: { unit: 'HCM', indicator: RATE },
  figures: { unit: 'HCM', rows: [{ title: { vi: 'Kết quả', en: 'Results' }, indicators: [RATE] }] },
  funnel: { unit: 'HCM' },
  hero: { unit: 'HCM', indicator: RATE },
  image: { image: 'a'.repeat(64) },
  landing: { unit: 'HCM', indicator: RATE },
  latest: { unit: 'HCM' },
  map: { unit: 'HCM' },
  message: { title: { vi: 'Xin chào', en: 'Welcome' } },
  offices: { unit: 'HCM', level: 'region', indicators: [RATE] },
  periods: { unit: 'HCM', indicators: [RATE] },
  progress: { unit: 'HCM', indicators: [RATE] },
  published: { records: [{ unit: 'CB-HCM', year: 2025 }], indicators: [RATE] },
  question: { unit: 'HCM', question: 'Tỷ lệ việc xong là bao nhiêu?' },
  ranking: { unit: 'HCM', level: 'region', indicator: RATE },
  sources: {},
  targets: { unit: 'HCM', level: 'region', indicators: [RATE] },
  tasks: { unit: 'HCM' },
  ticker: { unit: 'HCM', indicators: [RATE], lines: [{ vi: 'Họp lúc 15 giờ', en: 'Meeting at 3 p.m.' }] },
  trend: { unit: 'HCM', indicator: RATE },
};

describe('every widget', () => {
  it('is told here how to be drawn', () => {
    expect(Object.keys(CONFIGS).sort()).toEqual([...widgetNames()].sort());
  });

  for (const [name, config] of Object.entries(CONFIGS)) {
    it(`${name}: draws before the first word of the engine, without figures, and after the engine is gone`, () => {
      const nothing = { link: 'opening', heardAt: null, answers: {}, sources: [], clock: null } as const;
      for (const state of [nothing, liveState(), liveState([], { link: 'lost' })])
        for (const locale of ['vi', 'en'] as const) {
          const html = draw(name, config, state, locale);
          expect(html).toContain(`data-widget="${name}"`);
          expect(words(html)).not.toMatch(/NaN|undefined|null|\w+:\w+\.\w+/);
        }
    });
  }

  it('says which field of its configuration is wrong', () => {
    expect(words(draw('ranking', { unit: 'HCM', level: 'ward', indicator: RATE, colour: 'red' }))).toMatch(
      /Cấu hình của ô này chưa đúng.*Cấp đơn vị: .*colour/,
    );
    expect(findWidget('nothing')).toBeUndefined();
    expect(words(draw('nothing', {}))).toContain('type: “nothing” không có trong danh mục ô');
  });

  it('says why the engine refuses its question', () => {
    const query = { ask: 'latest', unit: 'HCM', limit: 12 };
    const key = JSON.stringify(Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1)));
    const refusals = { [key]: { field: 'unit', detail: 'there is no unit "HCM"' } };
    expect(words(draw('latest', { unit: 'HCM' }, liveState([], { refusals })))).toContain('there is no unit');
  });
});

describe('what a frame says of its figures', () => {
  const config = { unit: 'HCM', indicator: RATE };
  const known: Known = [figures({ [RATE]: figure() })];

  it('is their nature, whatever it is, except of operational ones', () => {
    expect(words(draw('figure', config, liveState(known)))).toContain('dữ liệu mẫu');
    expect(words(draw('published', CONFIGS.published ?? {}))).toContain('số liệu công bố');
    const operational = { units: [unit('HCM', 'TP.HCM', 'operational', 'province')] };
    const own = liveState([...known, [{ ask: 'units' }, operational]]);
    expect(words(draw('figure', config, own))).not.toMatch(/dữ liệu mẫu|số liệu công bố/);
  });

  it('is nothing of their age while they are fresh, and their age when they are late', () => {
    expect(words(draw('figure', config, liveState(known)))).not.toContain(' trước');
    const heardAt = formatInstant(NOW - 12_000);
    const late = liveState(known, { sources: [source({ heardAt, state: 'failing' })] });
    expect(words(draw('figure', config, late))).toContain('12 giây trước');
    expect(words(draw('figure', config, late, 'en'))).toContain('12 seconds ago');
  });

  it('is the instant they are of while the record is played', () => {
    const clock = { mode: 'playback', at: formatInstant(NOW - 86_400_000), speed: 60 } as const;
    const html = draw('figure', config, liveState(known, { clock }));
    expect(words(html)).toContain('lúc 09:41 14/01');
    expect(html).not.toContain('data-aged');
    expect(words(draw('figure', config, liveState(known, { clock }), 'en'))).toContain('as of 09:41 14/01');
    expect(draw('figure', config, liveState(known, { clock, link: 'lost' }))).toContain('data-aged');
  });

  it('is their age, with the figures still there, when the engine is gone', () => {
    const gone = words(draw('figure', config, liveState(known, { link: 'lost', now: NOW + 61_000 })));
    expect(gone).toContain('22,35');
    expect(gone).toContain('1 phút trước');
  });

  it('leaves published records without an age', () => {
    const gone = liveState([], {
      sources: [source({ state: 'failing', heardAt: formatInstant(NOW - 60_000) })],
    });
    expect(words(draw('published', CONFIGS.published ?? {}, gone))).not.toContain(' trước');
  });
});

describe('a hero', () => {
  it('tells value, status, targets and changes', () => {
    const text = words(
      draw('hero', { unit: 'HCM', indicator: RATE }, liveState([figures({ [RATE]: figure() })])),
    );
    expect(text).toContain('22,35 %');
    expect(text).toContain('Tỷ lệ việc xong chậm');
    expect(text).toContain('Chỉ tiêu đến hôm nay 24,48 % cả năm 83,93 %');
    expect(text).toContain('+0,25 điểm so với hôm qua +2,10 điểm so với cùng kỳ');
  });

  it('is marked when it is the one furthest behind its target', () => {
    const among = [RATE, 'money_recovery_rate'];
    const known = [figures({ [RATE]: figure(), money_recovery_rate: figure({ value: 12 }) })];
    expect(draw('hero', { unit: 'HCM', indicator: RATE, among }, liveState(known))).not.toContain(
      'data-flagged',
    );
    expect(
      draw('hero', { unit: 'HCM', indicator: 'money_recovery_rate', among }, liveState(known)),
    ).toContain('data-flagged');
  });

  it('says so when there is no value or no target', () => {
    const empty = figure({ value: null, yesterday: null, lastYear: null, target: null, trend: [] });
    const text = words(
      draw('hero', { unit: 'HCM', indicator: RATE }, liveState([figures({ [RATE]: empty })])),
    );
    expect(text).toContain('–');
    expect(text).toContain('Chưa giao chỉ tiêu');
  });
});

describe('figures of the second rank', () => {
  it('take the largest sums there are, exactly', () => {
    const huge = figure({
      value: '1278301002060663999',
      unit: 'dong',
      decimals: 0,
      yesterday: '1278301002060663998',
      lastYear: '0',
      target: null,
    });
    const text = words(
      draw(
        'figure',
        { unit: 'HCM', indicator: 'money_completed' },
        liveState([figures({ money_completed: huge })]),
      ),
    );
    expect(text).toContain('1.278.301 nghìn tỷ');
    expect(text).toContain('+1 đồng hôm qua');
    expect(text).not.toContain('cùng kỳ');
  });
});

describe('a ranking', () => {
  const rows: Parameters<typeof ranking>[0] = [
    ['a', LONG, 20, target('behind')],
    ['b', 'Phòng Thi hành án dân sự khu vực 2', null, null],
    ['c', 'Phòng Thi hành án dân sự khu vực 3', 30, target('met')],
  ];
  const config = { unit: 'HCM', level: 'region', indicator: RATE };

  it('puts offices in order, those without a value last, and keeps long names whole', () => {
    const text = words(draw('ranking', config, liveState(ranking(rows))));
    expect(text).toMatch(
      /1 Phòng THADS khu vực 3 30,00 % .*2 Phòng THADS khu vực Bình Chánh.*phía nam 20,00 %.*3 .*–/,
    );
    const lowest = words(draw('ranking', { ...config, order: 'lowest', limit: 1 }, liveState(ranking(rows))));
    expect(lowest).toContain('Bình Chánh');
    expect(lowest).not.toContain('khu vực 3');
  });

  it('says when there is no office', () => {
    expect(words(draw('ranking', config, liveState(ranking([]))))).toContain('Chưa có đơn vị nào ở cấp này');
  });
});

describe('offices and their targets', () => {
  const config = { unit: 'HCM', level: 'region', indicators: [RATE] };

  it('are counted in the title and listed furthest first', () => {
    const known = ranking([
      ['a', 'A', 20, target('behind')],
      ['b', 'B', 10, target('missed')],
      ['c', 'C', 30, target('met')],
    ]);
    const text = words(draw('targets', config, liveState(known)));
    expect(text).toContain('2 trên 3 đơn vị chưa đạt chỉ tiêu');
    expect(text).toMatch(/B 10,00 % −14,48 không đạt A 20,00 % −4,48 chậm$/);
  });

  it('that are all on target are good news, and none set is said', () => {
    const met = liveState(ranking([['a', 'A', 30, target('met')]]));
    expect(words(draw('targets', config, met))).toContain('Tất cả đơn vị đều đạt chỉ tiêu đến hôm nay');
    const unknown = liveState(ranking([['a', 'A', null, { ...target('met'), status: null }]]));
    expect(words(draw('targets', config, unknown))).toContain('Chưa có số liệu của đơn vị nào');
    const none = liveState(ranking([['a', 'A', 30, null]]));
    expect(words(draw('targets', config, none))).toContain('Chưa giao chỉ tiêu cho đơn vị nào');
  });
});

describe('a trend', () => {
  const heading = (change: Partial<Figure>, key = RATE) =>
    words(draw('trend', { unit: 'HCM', indicator: key }, liveState([figures({ [key]: figure(change) })])));

  it('says in its title what it means', () => {
    expect(heading({})).toContain('cao hơn cùng kỳ 2,1 điểm');
    expect(heading({ value: 20.2 })).toContain('thấp hơn cùng kỳ 0,1 điểm');
    expect(heading({ value: 20.26 })).toContain('ngang cùng kỳ');
    expect(heading({ lastYear: null })).toContain('từ đầu năm thống kê');
    const cases = { unit: 'case', decimals: 0, value: 112, lastYear: 100 } as const;
    expect(heading(cases, 'cases_completed')).toContain('nhiều hơn cùng kỳ 12,0 %');
  });
});

describe('sources', () => {
  it('tell what is late, held back or still to come', () => {
    const counts = { accepted: 10, duplicates: 1, held: 2, quarantined: 3, conflicts: 0 };
    const late = source({ state: 'late', heardAt: formatInstant(NOW - 90_000), behind: 45, counts });
    const text = words(draw('sources', {}, liveState([], { sources: [late] })));
    expect(text).toContain('chậm');
    expect(text).toContain('1 phút trước');
    expect(text).toContain('chờ đơn vị 2 cách ly 3 còn 45 chưa lấy');
  });
});

describe('the latest events', () => {
  it('are told in the words of the field', () => {
    const event = { source: 'demo', nature: 'sample', unit: 'x', unitName: LONG } as const;
    const answer = {
      events: [
        { ...event, at, type: 'receipt', key: '1', what: 'issued', money: '814800000' },
        {
          ...event,
          at: formatInstant(NOW - 86_400_000),
          type: 'case',
          key: '2',
          what: 'completed',
          money: '0',
        },
      ],
    } as const;
    const known: Known = [[{ ask: 'latest', unit: 'HCM', limit: 12 }, { events: [...answer.events] }]];
    const text = words(draw('latest', { unit: 'HCM' }, liveState(known)));
    expect(text).toContain('09:41 Biên lai 814,8 triệu đồng');
    expect(text).toContain('14/01 Thi hành xong Phòng THADS');
  });
});
