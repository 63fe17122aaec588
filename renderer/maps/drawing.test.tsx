import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { describe, expect, it } from 'vitest';
import type { RankingAnswer } from '../../electron/contract/answers.ts';
import type { Indicator, Status } from '../../electron/contract/indicators.ts';
import type { MapPack } from '../../electron/contract/map.ts';
import { createStrings } from '../ui/index.ts';
import { Cartogram } from './Cartogram.tsx';
import { labelsOf } from './labels.ts';
import { Legend } from './Legend.tsx';
import { MapNames } from './MapNames.tsx';
import { officeNumber } from './officeName.ts';
import { packOf } from './packs.ts';
import { pictureOf, type Wanted } from './picture.ts';
import { PlainMap } from './PlainMap.tsx';
import { fit } from './viewport.ts';

const pack = packOf('HCM') as MapPack;
const STATUSES: Status[] = ['met', 'near', 'behind', 'missed'];

function indicator(key: string, unit: Indicator['unit'], decimals: number): Indicator {
  return {
    key,
    order: 1,
    name: { vi: key, en: key },
    short: { vi: key, en: key },
    formula: { is: 'quantity', quantity: { of: 'cases', letter: 'F' } },
    unit,
    decimals,
    better: 'higher',
    source: 'test',
  };
}
const rate = indicator('case_completion_rate', 'percent', 2);
const volume = indicator('cases_to_enforce', 'case', 0);
const money = indicator('money_completed', 'dong', 0);

const rows = pack.regions.map(({ unit }, i): RankingAnswer['rows'][number] => ({
  unit,
  name: `Phòng Thi hành án dân sự khu vực ${Number(unit.slice(-2))}`,
  parent: 'HCM',
  level: 'region',
  lat: null,
  lon: null,
  nature: 'sample',
  values: {
    [rate.key]: {
      value: 60.25 + i,
      unit: 'percent',
      decimals: 2,
      lastYear: null,
      target: { year: 83, toDate: 41, status: STATUSES[i % 4] as Status },
    },
    [volume.key]: { value: 1000 * (i + 1), unit: 'case', decimals: 0, lastYear: null, target: null },
    [money.key]: { value: `${i + 1}234567890123`, unit: 'dong', decimals: 0, lastYear: null, target: null },
  },
}));

const wanted: Wanted = {
  ...{ colour: rate, colourBy: 'target', size: volume, flows: 0, flowsBy: 'cases' },
  ...{ symbol: 'circle', symbolColour: null, dots: null, dotsMost: 1000 },
};
const still = { looked: null, flying: false };
const short = (name: string): string => `KV ${officeNumber(name)}`;
const view = fit(pack.frame, pack.freeCorner, { width: 1216, height: 848 }, 16);
const text = (node: ReactNode): string =>
  renderToStaticMarkup(createElement(I18nextProvider, { i18n: createStrings('vi') }, node));

describe('the picture', () => {
  it('colours by target and falls back to the value where no office has a target', () => {
    const picture = pictureOf(pack, rows, [], wanted, short, 'vi');
    expect(picture.coloured).toMatchObject({
      by: 'target',
      counts: { met: 5, near: 5, behind: 5, missed: 4 },
      without: 0,
    });
    const without = rows.map((row) => ({
      ...row,
      values: { [rate.key]: { ...row.values[rate.key], target: null } },
    })) as RankingAnswer['rows'];
    expect(pictureOf(pack, without, [], wanted, short, 'vi').coloured.by).toBe('value');
  });

  it('writes all money in the unit of the largest', () => {
    const picture = pictureOf(pack, rows, [], { ...wanted, colour: money, colourBy: 'value' }, short, 'vi');
    expect(picture.coloured).toMatchObject({ by: 'value', unit: 'billion' });
    expect(picture.offices.map((office) => office.value)).toContain('1.235');
    expect(picture.offices.map((office) => office.value)).toContain('19.235');
  });

  it('keeps the largest flows between offices it draws', () => {
    const flow = (from: string, to: string, decisions: number, money: string | null = null) => ({
      ...{ from, to, toName: null, decisions, money },
      withoutMoney: money === null ? decisions : 1,
    });
    const flows = [
      flow('HCM-KV01', 'HCM-KV02', 4, '12500000000'),
      flow('HCM-KV03', 'HCM-KV03', 90, '1'),
      flow('HCM-KV01', 'CB-VN', 50),
      flow('HCM-KV05', 'HCM-KV02', 8, '50000000000'),
      flow('HCM-KV06', 'HCM-KV02', 2, '100000000000'),
      flow('HCM-KV07', 'HCM-KV02', 20),
    ];
    const drawn = (flowsBy: 'cases' | 'money') =>
      pictureOf(pack, rows, flows, { ...wanted, flows: 2, flowsBy }, short, 'vi');
    const told = ({ flows: those }: ReturnType<typeof drawn>) =>
      those.map(({ from, amount, share }) => [from.unit, amount, share]);
    expect(told(drawn('cases'))).toEqual([
      ['HCM-KV07', 20n, 1],
      ['HCM-KV05', 8n, 0.4],
    ]);
    expect(drawn('cases').flowsMean).toEqual({
      by: 'cases',
      most: { number: '20', unit: 'decision' },
      without: 0,
    });
    expect(told(drawn('money'))).toEqual([
      ['HCM-KV06', 100_000_000_000n, 1],
      ['HCM-KV05', 50_000_000_000n, 0.5],
    ]);
    expect(drawn('money').flowsMean).toEqual({
      by: 'money',
      most: { number: '100,0', unit: 'billion' },
      without: 23,
    });
    const none = pictureOf(pack, rows, flows, wanted, short, 'vi');
    expect([none.flows, none.flowsMean]).toEqual([[], null]);
  });

  it('draws every office without figures too', () => {
    const picture = pictureOf(pack, [], [], wanted, (name) => name, 'vi');
    expect(picture.offices).toHaveLength(19);
    expect(new Set(picture.offices.map((office) => office.paint))).toEqual(new Set(['none']));
    expect(picture.largest).toBeNull();
  });
});

describe('layers', () => {
  const area = (unit: string): number => pack.regions.find((region) => region.unit === unit)?.areaKm2 ?? 0;
  const drawn = (change: Partial<Wanted>, given = rows) =>
    pictureOf(pack, given, [], { ...wanted, ...change }, short, 'vi');

  it('colour by the value of each square kilometre of declared area, and say so', () => {
    const picture = drawn({ colour: volume, colourBy: 'density' });
    expect(picture.coloured).toMatchObject({ by: 'value', perKm2: true });
    const first = picture.offices[0];
    expect(first?.value).toBe((1000 / area(first?.unit ?? '')).toFixed(1).replace('.', ','));
    const unknown = { ...pack, regions: pack.regions.map(({ areaKm2: _, ...region }) => region) };
    const none = pictureOf(
      unknown,
      rows,
      [],
      { ...wanted, colour: volume, colourBy: 'density' },
      short,
      'vi',
    );
    expect(new Set(none.offices.map(({ paint }) => paint))).toEqual(new Set(['none']));
  });

  it('draw sizes below zero hollow, nothing at its smallest, and what is missing not at all', () => {
    const mixed = rows.map((row, i) => ({
      ...row,
      values: {
        ...row.values,
        [volume.key]: { ...row.values[volume.key], value: [-4000, 0, null, 2000][i % 4] ?? null },
      },
    })) as RankingAnswer['rows'];
    for (const symbol of ['circle', 'bar'] as const) {
      const picture = drawn({ symbol }, mixed);
      expect(picture.offices.slice(0, 4).map(({ share, negative }) => [share, negative])).toEqual([
        [1, true],
        [0, false],
        [null, false],
        [expect.closeTo(0.5, 2), false],
      ]);
      const svg = text(
        <PlainMap pack={pack} picture={picture} view={view} rem={16} covered={false} {...still} />,
      );
      expect(svg.match(/class="seat"/g)).toHaveLength(19 - 4 - Number(picture.offices.length % 4 > 2));
      expect(svg).not.toMatch(/NaN|Infinity|"-\d/);
      const words = text(<Legend pack={pack} picture={picture} size={volume} />);
      expect(words).toContain(symbol === 'circle' ? '5 vòng rỗng là số âm' : '5 cột hướng xuống là số âm');
      expect(words).toContain('phòng chưa có số liệu');
    }
  });

  it('colour circles by another indicator than regions, each with its own legend', () => {
    const picture = drawn({ symbolColour: money });
    expect(new Set(picture.offices.map(({ symbolPaint }) => symbolPaint)).size).toBeGreaterThan(2);
    expect(text(<Legend pack={pack} picture={picture} size={volume} />)).toContain(
      'Màu vòng tròn: money_completed (tỷ đồng)',
    );
  });

  it('say which offices have figures and no place on the map', () => {
    const more = [...rows, ...rows.map((row) => ({ ...row, unit: `${row.unit}x` }))];
    expect(drawn({}, more).unplaced).toBe(19);
    expect(text(<Legend pack={pack} picture={drawn({}, more)} size={volume} />)).toContain(
      '19 phòng có số liệu',
    );
  });

  it('of dots say how many cases each is, and keep their buffer while no dot comes or goes', () => {
    const picture = drawn({ dots: volume });
    // 190,000 cases in at most 1,000 dots.
    expect(picture.dots?.each).toBe(200);
    expect(picture.dots?.places.length).toBe(
      2 * rows.reduce((sum, _, i) => sum + Math.round((1000 * (i + 1)) / 200), 0),
    );
    const again = rows.map((row) => ({ ...row, values: { ...row.values } }));
    expect(drawn({ dots: volume }, again).dots?.places).toBe(picture.dots?.places);
    expect(text(<Legend pack={pack} picture={picture} size={null} />)).toContain('không phải nơi ở');
  });
});

describe('the plain drawing', () => {
  const picture = pictureOf(pack, rows, [], wanted, short, 'vi');

  it('draws region and circle of all 19 offices in their colours', () => {
    const svg = text(
      <PlainMap pack={pack} picture={picture} view={view} rem={16} covered={false} {...still} />,
    );
    expect(svg.match(/class="region"/g)).toHaveLength(19);
    expect(svg.match(/class="seat"/g)).toHaveLength(19);
    for (const { unit, paint } of picture.offices)
      expect(svg).toContain(`class="region" data-paint="${paint}" data-unit="${unit}"`);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('writes names and values apart from each other and from the circles', () => {
    const labels = labelsOf(picture.offices, view, 16);
    expect(labels.filter((label) => label.kind === 'full').length).toBeGreaterThanOrEqual(6);
    const svg = text(
      <MapNames pack={pack} picture={picture} view={view} rem={16} locale="vi" covered={[]} {...still} />,
    );
    expect(svg).toContain('Đồng Nai');
    expect(svg).toContain('Côn Đảo');
    for (const { unit } of labels) expect(svg).toContain(`data-unit="${unit}"`);
  });
});

describe('cartogram and legend', () => {
  const picture = pictureOf(pack, rows, [], wanted, short, 'vi');

  it('give every office its name, value and mark', () => {
    const html = text(<Cartogram pack={pack} picture={picture} />);
    expect(html.match(/class="cartogram-cell"/g)).toHaveLength(19);
    for (const { name, value } of picture.offices) {
      expect(html.replaceAll(/<[^>]+>/g, '')).toContain(name);
      expect(html).toContain(value);
    }
    expect(html.match(/class="status-shape"/g)).toHaveLength(19);
  });

  it('explain themselves in words', () => {
    const words = text(<Legend pack={pack} picture={picture} size={volume} />).replaceAll(/<[^>]+>/g, ' ');
    for (const word of [
      'đạt',
      'sát',
      'chậm',
      'không đạt',
      'chỉ tiêu',
      'Sơ đồ',
      'lớn nhất KV 19: 19.000 việc',
    ])
      expect(words).toContain(word);
    expect(words).not.toMatch(/[a-z]+_[a-z]+(?<!cases_to_enforce)\b|\{\{/);
  });
});

describe('the short name of an office', () => {
  it('is its number, however the name is composed', () => {
    expect(officeNumber('Phòng Thi hành án dân sự khu vực 12')).toBe(12);
    expect(officeNumber('Phòng THADS Khu vực 3'.normalize('NFD'))).toBe(3);
    expect(officeNumber('Phòng Nghiệp vụ 1')).toBeNull();
  });
});
