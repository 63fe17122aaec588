import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { topology } from 'topojson-server';
import { describe, expect, it } from 'vitest';
import { mapPack, type Position, type Shape } from '../../../contract/map.ts';
import { officesFile } from '../../../contract/offices.ts';
import { fileOf, OPTIONS, polygon, realBoundaries, ROW, square, work } from '../fixtures.ts';
import { worstCrossing } from './crossings.ts';
import { drawn } from './drawing.ts';
import { areaOf } from './plane.ts';
import { cellsOf, roomiest } from './placing.ts';
import { worked } from './work.ts';

const codesOf = (bytes: Buffer) => worked(work(bytes)).report.faults.map(({ code }) => code);
/** The four squares with the first one changed. */
const withFirst = (change: object) => fileOf([{ ...ROW[0], ...change }, ...ROW.slice(1)]);

describe('a sound file', () => {
  it('becomes regions of their offices, with names, areas and the wards in them', () => {
    const { report, pack } = worked(work(fileOf(ROW)));
    expect(report).toMatchObject({
      shapes: 4,
      found: { code: 'ma', name: 'ten' },
      faultCount: { refusing: 0, remarks: 0 },
      units: [
        { unit: 'A', name: 'Phòng A', parts: 2 },
        { unit: 'B', name: 'Phòng B', parts: 2 },
      ],
    });
    expect(mapPack.parse(pack)).toEqual(pack);
    expect(pack?.regions.map(({ unit, shape }) => [unit, shape.length, shape[0]?.[0]?.length])).toEqual([
      // Two squares dissolved into one: the border between them is gone.
      ['A', 1, 7],
      ['B', 1, 7],
    ]);
    expect(pack?.parts.map(({ code, name, unit }) => [code, name, unit])).toEqual([
      ['00000', 'Phường 0', 'A'],
      ['00001', 'Phường 1', 'A'],
      ['00002', 'Phường 2', 'B'],
      ['00003', 'Phường 3', 'B'],
    ]);
  });

  it('is the same as TopoJSON and as GeoJSON', () => {
    const collection = JSON.parse(fileOf(ROW).toString()) as Parameters<typeof topology>[0][string];
    const topo = Buffer.from(JSON.stringify(topology({ phuong: collection }, 1e6)));
    const regions = (bytes: Buffer) =>
      worked(work(bytes)).pack?.regions.map(({ unit, roomKm }) => [unit, roomKm]);
    expect(regions(topo)).toEqual(regions(fileOf(ROW)));
  });

  it('sums declared areas of an office, and leaves them out where one is missing', () => {
    const areas = ROW.map((shape, i) => ({ ...shape, ...(i < 3 && { area: 121 }) }));
    expect(worked(work(fileOf(areas))).pack?.regions.map(({ areaKm2 }) => areaKm2)).toEqual([242, undefined]);
  });
});

describe('a fault is found and named', () => {
  const bowtie = square(0, 0, ([a, b, c, d]) => [a, c, b, d, a] as number[][]);
  it.each([
    ['no_shape', { geometry: null }],
    ['no_shape', { geometry: polygon([]) }],
    ['wrong_kind', { geometry: { type: 'LineString', coordinates: square(0, 0) } }],
    ['not_numbers', { geometry: polygon([['x', 1] as unknown as number[]]) }],
    ['swapped', { geometry: polygon(square(0, 0).map(([x = 0, y = 0]) => [y, x])) }],
    ['projected', { geometry: polygon(square(0, 0).map(([x = 0, y = 0]) => [x * 5600, y * 111_000])) }],
    ['outside', { geometry: polygon(square(0, 0).map(([x = 0, y = 0]) => [x, -y])) }],
    ['ring_short', { geometry: polygon(square(0, 0).slice(0, 3)) }],
    ['ring_open', { geometry: polygon(square(0, 0).slice(0, 4)) }],
    [
      'no_area',
      { geometry: polygon([0, 1, 0, 1].map((i) => [106.4 + i / 10, 10.4]).concat([[106.4, 10.4]])) },
    ],
    ['crosses', { geometry: polygon(bowtie) }],
    ['code_missing', { ma: '' }],
    ['code_twice', { ma: '00001' }],
    ['shape_twice', { geometry: polygon(square(1, 0)) }],
    ['unassigned', { ma: '99999' }],
    ['name_missing', { ten: '' }],
    ['name_twice', { ten: 'Phường 1' }],
    ['name_damaged', { ten: 'PhÆ°á»ng Báº¿n ThÃ nh' }],
    ['area_differs', { area: 2 }],
  ])('%s', (code, change) => {
    const found = worked(work(withFirst(change))).report.faults.filter((one) => one.code === code);
    expect(found).toHaveLength(1);
    expect(found[0]?.n).toBe(code.endsWith('_twice') ? 2 : 1);
  });

  it('of units: without a place on the map, unknown to the organisation, rows without a shape', () => {
    expect(codesOf(fileOf(ROW.slice(0, 2)))).toEqual(['unit_missing', 'row_unused', 'row_unused']);
    const { report, pack } = worked(work(fileOf(ROW), { units: [] }));
    expect(report.faults.map(({ code, name }) => [code, name])).toEqual([
      ['unit_unknown', 'A'],
      ['unit_unknown', 'B'],
    ]);
    expect(pack).not.toBeNull();
  });

  it('and what would be drawn wrongly is not drawn', () => {
    const { report, pack } = worked(work(withFirst({ geometry: null })));
    expect(report.faultCount.refusing).toBe(1);
    expect(pack).toBeNull();
    expect(report.drawing).toBeNull();
  });

  it('a sliver on a border is a remark, half a shape is not', () => {
    const nick = square(0, 0, ([a, b, c, d]) => {
      const [x = 0, y = 0] = c as number[];
      return [a, b, [x, y - 0.001], [x - 0.0005, y], [x, y], [x - 0.001, y - 0.0004], d, a] as number[][];
    });
    expect(worstCrossing(nick as unknown as Position[])?.share).toBeLessThan(0.005);
    expect(codesOf(withFirst({ geometry: polygon(nick) }))).toContain('crosses_little');
  });

  it.each([
    ['empty', ''],
    ['not_json', '{"type":"FeatureCollection","features":['],
    ['not_a_map', '{"type":"Schema"}'],
    ['no_shapes', '{"type":"FeatureCollection","features":[]}'],
    ['broken_topology', '{"type":"Topology","arcs":[],"objects":{"a":{"type":"Polygon","arcs":[[7]]}}}'],
  ])('of the whole file: %s', (reason, text) => {
    expect(() => worked(work(Buffer.from(text)))).toThrow(expect.objectContaining({ reason }));
  });

  it('whatever a file holds, it is read or refused, and what is drawn is a map', () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ ma: fc.string(), ten: fc.string(), geometry: fc.anything() })),
        (shapes) => {
          try {
            const { pack } = worked(work(fileOf(shapes)));
            if (pack) mapPack.parse(pack);
          } catch (error) {
            expect(error).toHaveProperty('reason');
          }
        },
      ),
      { numRuns: 200 },
    ));
});

/** Sides of outlines as texts, whichever way they run. */
function sidesOf(shape: Shape): string[] {
  return shape.flatMap((rings) =>
    rings.flatMap((ring) => ring.slice(1).map((b, i) => [ring[i]?.join(), b.join()].sort().join(' '))),
  );
}

describe('simplified outlines', () => {
  /** Neighbours with a common border that wanders. */
  const wandering = fc.array(fc.double({ min: -0.03, max: 0.03, noNaN: true }), {
    minLength: 3,
    maxLength: 40,
  });

  it('keep common borders common, whatever the border and the detail', () =>
    fc.assert(
      fc.property(wandering, fc.integer({ min: 0, max: 2000 }), (bends, detailM) => {
        const border = bends.map((bend, i): number[] => [
          106.5 + bend,
          10.4 + ((i + 1) * 0.1) / (bends.length + 1),
        ]);
        const left = [[106.4, 10.4], [106.5, 10.4], ...border, [106.5, 10.5], [106.4, 10.5], [106.4, 10.4]];
        const right = [
          [106.6, 10.4],
          [106.6, 10.5],
          [106.5, 10.5],
          ...[...border].reverse(),
          [106.5, 10.4],
          [106.6, 10.4],
        ];
        const of = (code: string, unit: string, ring: number[][]) => ({
          ...{ n: 1, code, name: code, unit, areaKm2: null },
          polygons: [[ring as unknown as Position[]]],
        });
        const { regions } = drawn([of('1', 'A', left), of('2', 'B', right)], detailM);
        const [a, b] = regions.map(({ shape }) => sidesOf(shape));
        const common = (a ?? []).filter((side) => b?.includes(side));
        expect(common.length).toBeGreaterThan(0);
        // Every inner side lies on both: what is left over are the six outer sides.
        expect((a?.length ?? 0) + (b?.length ?? 0) - 2 * common.length).toBe(6);
      }),
    ));

  it('keep every shape, however small it is and however coarse the drawing', () => {
    const islet = Array.from({ length: 33 }, (_, i): number[] => [
      106.9 + 0.0005 * Math.cos((i * Math.PI) / 16),
      10.4 + 0.0005 * Math.sin((i * Math.PI) / 16),
    ]);
    islet[32] = islet[0] as number[];
    const shapes = [...ROW.slice(0, 3), { ma: '00003', ten: 'Đảo', geometry: polygon(islet) }];
    const { pack } = worked(work(fileOf(shapes), { options: { ...OPTIONS, detailM: 2000 } }));
    expect(pack?.parts).toHaveLength(4);
    expect(areaOf(pack?.parts.find(({ code }) => code === '00003')?.shape ?? [])).toBeGreaterThan(0);
  });
});

describe('placing', () => {
  it('finds room for a name inside, also of a ring', () => {
    const hole = square(0, 0, (ring) =>
      ring.map(([x = 0, y = 0]) => [106.45 + (x - 106.45) / 3, 10.45 + (y - 10.45) / 3]),
    );
    const { at, km } = roomiest([[square(0, 0), hole]] as unknown as Shape);
    expect(km).toBeGreaterThan(1);
    expect(Math.max(Math.abs(at[0] - 106.45), Math.abs(at[1] - 10.45))).toBeGreaterThan(0.1 / 6);
  });

  it('gives every office a cell of its own, the north above and the west at the left', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.double({ min: 102, max: 110, noNaN: true }),
            fc.double({ min: 8, max: 23, noNaN: true }),
          ),
          {
            minLength: 1,
            maxLength: 30,
          },
        ),
        (places) => {
          const cells = cellsOf(places.map((at, i) => ({ unit: `u${i}`, at })));
          expect(new Set(cells.map(({ column, row }) => `${column},${row}`)).size).toBe(places.length);
          expect(new Set(cells.map(({ unit }) => unit)).size).toBe(places.length);
        },
      ),
    );
    expect(cellsOf(Array.from({ length: 31 }, (_, i) => ({ unit: `u${i}`, at: [106, 10] })))).toEqual([]);
  });

  it('draws islands far from the mainland in a frame, and leaves those of a country where they lie', () => {
    const far = { ma: '00003', ten: 'Côn Đảo', geometry: polygon(square(0, -17)) };
    const province = worked(work(fileOf([...ROW.slice(0, 3), far]))).pack;
    expect(province?.insets).toMatchObject([{ name: { vi: 'Côn Đảo' }, units: ['B'] }]);
    expect(province?.frame[1]).toBeGreaterThan(10);
    const tall = square(2, 0, (ring) => ring.map(([x = 0, y = 0]) => [x, 10.4 + (y - 10.4) * 50]));
    const wide = { ma: '00002', ten: 'Phía bắc', geometry: polygon(tall) };
    expect(worked(work(fileOf([...ROW.slice(0, 2), wide, far]))).pack?.insets).toEqual([]);
  });
});

describe('real boundaries', () => {
  const wards = realBoundaries('hcmc_wards_168.topojson');
  const provinces = realBoundaries('vn_provinces_34_detail.topojson');
  const table = () => {
    const file = officesFile.parse(JSON.parse(readFileSync('assets/offices/hcm.json', 'utf8')));
    return {
      table: file.wards.map(({ code, office }) => [code, office] as const),
      units: file.offices.map(({ unit, name, lat, lon }) => ({ unit, name, lat, lon })),
    };
  };
  const absent = 'no boundaries on this machine: set IOC_WALL_BOUNDARIES to a folder with them';

  it('of the 168 wards become the 19 regions', (context) => {
    if (!wards) return context.skip(absent);
    const { report, pack } = worked(work(wards, { ...table(), options: { ...OPTIONS, detailM: 100 } }));
    expect(report.shapes).toBe(168);
    expect(report.faults.filter(({ refuses }) => refuses)).toEqual([]);
    expect(new Set(report.faults.map(({ code }) => code))).toEqual(new Set(['area_differs']));
    expect(pack?.regions).toHaveLength(19);
    expect(pack?.parts).toHaveLength(168);
    expect(pack?.insets).toMatchObject([{ name: { vi: 'Đặc khu Côn Đảo' } }]);
    expect(report.drawing?.areaChange).toBeLessThan(0.5);
    expect(report.drawing?.cornersKept).toBeLessThan(report.drawing?.corners ?? 0);
    const names = pack?.parts.map(({ name }) => name) ?? [];
    expect(names).toEqual(names.map((name) => name.normalize('NFC')));
  });

  it('of the 34 provinces are drawn whole, both archipelagos with them', (context) => {
    if (!provinces) return context.skip(absent);
    const { report, pack } = worked(
      work(provinces, {
        units: [],
        options: { ...OPTIONS, root: 'VN', assignment: 'own', detailM: 500 },
        table: null,
      }),
    );
    expect(report.faultCount.refusing).toBe(0);
    expect(pack?.regions).toHaveLength(34);
    // Hoàng Sa of Đà Nẵng (48) and Trường Sa of Khánh Hòa (56) lie where they lie.
    const east = (unit: string) =>
      Math.max(...(pack?.regions.find((one) => one.unit === unit)?.shape.flat(2) ?? []).map(([lon]) => lon));
    expect(east('48')).toBeGreaterThan(111);
    expect(east('56')).toBeGreaterThan(112);
    expect(pack?.insets).toEqual([]);
  });
});
