import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROLES } from '../contract/live.ts';
import type { Role } from '../contract/live.ts';
import type { ExtraShows } from '../contract/wall.ts';
import type { Display } from './fingerprint.ts';
import { bindingStateOf, memoryAfter, memoryConfirmed, placementsWanted, seenAfter } from './learning.ts';
import { NOTHING } from './memory.ts';
import type { Memory } from './memory.ts';
import { readingOrder } from './readingOrder.ts';
import type { Seen } from './recognition.ts';
import { planWall } from './wallPlan.ts';

const display = (
  id: string,
  x: number,
  y = 0,
  more: Partial<Display> & { size?: [number, number] } = {},
): Display => ({
  id,
  label: more.label ?? '',
  serial: more.serial ?? '',
  bounds: { x, y, width: more.size?.[0] ?? 1920, height: more.size?.[1] ?? 1080 },
  scale: more.scale ?? 1,
});
const row = (...labels: string[]) => labels.map((label, i) => display(`d${i}`, 1920 * i, 0, { label }));
const shown = (displays: readonly Display[], memory = NOTHING, seen: Seen = new Map()) =>
  planWall(displays, memory, seen).placements.map((p) => [p.display.id, ...p.roles]);
/** Plans a wall and remembers it as the shell does. */
const hang = (displays: readonly Display[], memory: Memory = NOTHING, seen: Seen = new Map()) => {
  const plan = planWall(displays, memory, seen);
  return { memory: memoryAfter(plan, memory) ?? memory, seen: seenAfter(plan, seen), plan };
};
const homeOf = (plan: string[][], role: Role) => plan.find((p) => p.includes(role))?.[0];
const stateOf = (displays: readonly Display[], memory: Memory, seen: Seen = new Map()) =>
  bindingStateOf(planWall(displays, memory, seen), memory);
/** Where each role hangs, by its monitor's place in space. */
const spots = (displays: readonly Display[], memory: Memory, seen: Seen = new Map()) =>
  Object.fromEntries(
    planWall(displays, memory, seen).placements.flatMap(({ display: d, roles }) =>
      roles.map((role) => [role, `${d.bounds.x} ${d.bounds.y}`]),
    ),
  );

describe('a wall never seen before', () => {
  it('takes four monitors in reading order, whatever order the system lists them in', () => {
    const four = row('', '', '', '');
    expect(shown([four[2], four[0], four[3], four[1]].flatMap((d) => d ?? []))).toEqual([
      ['d0', 'statistics'],
      ['d1', 'map'],
      ['d2', 'trends'],
      ['d3', 'operations'],
    ]);
  });
  it('reads a two by two wall row by row, hung a little unevenly', () => {
    const square = [
      display('a', 0, 12),
      display('b', 1920, 0),
      display('c', 0, 1092),
      display('d', 1920, 1080),
    ];
    expect(shown(square).map((p) => p[0])).toEqual(['a', 'b', 'c', 'd']);
  });
  it('keeps neighbours together on three, two and one monitor', () => {
    expect(shown(row('', '', ''))).toEqual([
      ['d0', 'statistics', 'map'],
      ['d1', 'trends'],
      ['d2', 'operations'],
    ]);
    expect(shown(row('', ''))).toEqual([
      ['d0', 'statistics', 'map'],
      ['d1', 'trends', 'operations'],
    ]);
    expect(shown(row(''))).toEqual([['d0', ...ROLES]]);
  });
  it('leaves a fifth monitor dark', () => {
    expect(planWall(row('', '', '', '', ''), NOTHING).placements.at(-1)).toMatchObject({
      roles: [],
      extra: { kind: 'dark' },
    });
  });
  it('gives the guests to the monitor with the most room', () => {
    const big = display('big', 0, 0, { size: [3840, 2160] });
    const small = display('small', 3840, 0, { size: [1280, 720] });
    expect(shown([big, small])).toEqual([
      ['big', 'statistics', 'map', 'operations'],
      ['small', 'trends'],
    ]);
  });
  it('is not in doubt: nobody has wanted anything else', () => {
    const { memory, plan } = hang(row('', '', '', ''));
    expect(bindingStateOf(plan, NOTHING)).toMatchObject({ state: 'learnt', roles: { map: 'new' } });
    expect(stateOf(row('', '', '', ''), memory)).toMatchObject({ state: 'learnt', roles: { map: 'sure' } });
  });
});

describe('a wall seen before', () => {
  const labelled = row('Samsung A', 'Samsung B', 'LG', 'Dell');

  it('knows monitors by label after ids and cables have changed', () => {
    const { memory } = hang(labelled);
    const moved = [3, 1, 0, 2].map((from, i) => ({
      ...display(`n${i}`, 1920 * i),
      label: labelled[from]?.label ?? '',
    }));
    expect(shown(moved, memory)).toEqual([
      ['n0', 'operations'],
      ['n1', 'map'],
      ['n2', 'statistics'],
      ['n3', 'trends'],
    ]);
    expect(stateOf(moved, memory).state).toBe('learnt');
  });
  it('tells four of one model apart by serial number, wherever they hang', () => {
    const one = (i: number, serial: string) => display(`d${i}`, 1920 * i, 0, { label: 'Dell', serial });
    const { memory } = hang(['a', 'b', 'c', 'd'].map((serial, i) => one(i, serial)));
    const moved = ['c', 'a', 'd', 'b'].map((serial, i) => one(i, serial));
    expect(shown(moved, memory).map((p) => p[1])).toEqual(['trends', 'statistics', 'operations', 'map']);
    expect(stateOf(moved, memory).state).toBe('learnt');
  });
  it('knows four alike by where they stand', () => {
    const { memory } = hang(row('', '', '', ''));
    const renamed = row('', '', '', '').map((d, i) => ({ ...d, id: `new${3 - i}` }));
    expect(shown(renamed, memory).map((p) => p[1])).toEqual([...ROLES]);
    expect(stateOf(renamed, memory).state).toBe('learnt');
  });
  it('moves only the lost monitor’s role when the leftmost of four alike goes and the rest slide left', () => {
    const { memory, seen } = hang(row('', '', '', ''));
    const left = [1, 2, 3].map((n, i) => display(`d${n}`, 1920 * i));
    const plan = shown(left, memory, seen);
    expect(homeOf(plan, 'map')).toBe('d1');
    expect(homeOf(plan, 'trends')).toBe('d2');
    expect(homeOf(plan, 'operations')).toBe('d3');
    expect(homeOf(plan, 'statistics')).toBe('d1');
    expect(stateOf(left, memory, seen)).toMatchObject({ state: 'learnt', roles: { statistics: 'guest' } });
    expect(memoryAfter(planWall(left, memory, seen), memory)).toBeNull();
    expect(shown(row('', '', '', ''), memory, seen).map((p) => p[1])).toEqual([...ROLES]);
  });
  it('is in doubt when it starts with three of four alike close together: any of them may be the missing one', () => {
    const { memory } = hang(row('', '', '', ''));
    expect(stateOf(row('', '', ''), memory).state).toBe('unsure');
    const gap = [0, 2, 3].map((n) => display(`d${n}`, 1920 * n));
    expect(stateOf(gap, memory)).toMatchObject({
      state: 'learnt',
      roles: { statistics: 'sure', map: 'guest', trends: 'sure', operations: 'sure' },
    });
  });
  it('is in doubt when all monitors were replaced, runs as before, and learns nothing until it is told', () => {
    const { memory } = hang(labelled);
    const others = row('Sony', 'Sony', 'Sony', 'Sony');
    const { plan, seen, memory: after } = hang(others, memory);
    expect(bindingStateOf(plan, memory).state).toBe('unsure');
    expect(shown(others, memory).map((p) => p[1])).toEqual([...ROLES]);
    expect(after).toEqual(memory);
    expect(stateOf(others, memory, seen).state).toBe('unsure');
    const told = memoryConfirmed(plan, memory, '2026-01-15T09:41:00+07:00');
    expect(stateOf(others, told).state).toBe('confirmed');
  });
  it('names the one role whose monitor was replaced', () => {
    const { memory } = hang(labelled);
    const roles = { statistics: 'sure', map: 'sure', trends: 'unsure', operations: 'sure' };
    expect(stateOf(row('Samsung A', 'Samsung B', 'Sony', 'Dell'), memory)).toMatchObject({
      state: 'unsure',
      roles,
    });
  });
  it('lets a spare stand in and gives the role back', () => {
    const five = row('A', 'B', 'C', 'D', 'E');
    const { memory, seen } = hang(five);
    const without = five.filter((d) => d.label !== 'B');
    expect(homeOf(shown(without, memory, seen), 'map')).toBe('d4');
    expect(stateOf(without, memory)).toMatchObject({ state: 'learnt', roles: { map: 'guest' } });
    expect(memoryAfter(planWall(without, memory, seen), memory)).toBeNull();
    expect(homeOf(shown(five, memory, seen), 'map')).toBe('d1');
  });
  it('knows a monitor that was turned to portrait', () => {
    const { memory } = hang(
      [0, 1, 2, 3].map((i) => display(`d${i}`, 1920 * i, 0, { size: [1920 + i * 10, 1080] })),
    );
    const turned = [
      display('p', 0, 0, { size: [1080, 1950] }),
      display('a', 1080, 0, { size: [1920, 1080] }),
      display('b', 3000, 0, { size: [1930, 1080] }),
      display('c', 4930, 0, { size: [1940, 1080] }),
    ];
    expect(homeOf(shown(turned, memory), 'operations')).toBe('p');
  });
  it('distrusts a socket whose monitor now has another label', () => {
    const { memory, seen } = hang(labelled);
    const swapped = row('Samsung B', 'Samsung A', 'LG', 'Dell');
    expect(homeOf(shown(swapped, memory, seen), 'statistics')).toBe('d1');
  });
});

describe('what a person wants', () => {
  const at = '2026-01-15T09:41:00+07:00';
  const roles = (statistics: string, map: string, trends: string, operations: string) => ({
    statistics,
    map,
    trends,
    operations,
  });

  it('is remembered for the whole wall', () => {
    const four = row('', '', '', '');
    const { plan, memory } = hang(four);
    const wanted = { roles: roles('d3', 'd2', 'd1', 'd0'), extras: {} };
    const told = memoryConfirmed(
      { ...plan, placements: placementsWanted(plan.placements, wanted) },
      memory,
      at,
    );
    expect(shown(four, told).map((p) => p[1])).toEqual([...ROLES].reverse());
    expect(stateOf(four, told)).toMatchObject({ state: 'confirmed', confirmedAt: at });
  });
  it('is remembered for just these fewer monitors, and leaves the whole wall as it was', () => {
    const four = row('A', 'B', 'C', 'D');
    const { memory, seen } = hang(four);
    const two = [display('d1', 0, 0, { label: 'B' }), display('d3', 1920, 0, { label: 'D' })];
    const plan = planWall(two, memory, seen);
    const wanted = { roles: roles('d3', 'd1', 'd1', 'd1'), extras: {} };
    const told = memoryConfirmed(
      { ...plan, placements: placementsWanted(plan.placements, wanted) },
      memory,
      at,
    );
    expect(shown(two, told, seen)).toEqual([
      ['d1', 'map', 'trends', 'operations'],
      ['d3', 'statistics'],
    ]);
    expect(stateOf(two, told).state).toBe('confirmed');
    expect(shown(four, told).map((p) => p[1])).toEqual([...ROLES]);
    const others = [display('d0', 0, 0, { label: 'A' }), display('d3', 1920, 0, { label: 'D' })];
    expect(shown(others, told)).toEqual(shown(others, memory));
    const again = memoryConfirmed(planWall(two, told), told, at);
    expect(again.fewer).toHaveLength(1);
  });
  it('is remembered of the monitors beyond those of the roles, also while they are away', () => {
    const six = row('A', 'B', 'C', 'D', 'E', 'F');
    const { plan, memory } = hang(six);
    const extras: Record<string, ExtraShows> = {
      d4: { kind: 'role', role: 'map' },
      d5: { kind: 'part', part: 2 },
    };
    const wanted = { roles: roles('d0', 'd1', 'd2', 'd3'), extras };
    const told = memoryConfirmed(
      { ...plan, placements: placementsWanted(plan.placements, wanted) },
      memory,
      at,
    );
    const showsOf = (displays: readonly Display[], from: Memory) =>
      planWall(displays, from).placements.map(({ extra }) => extra?.kind ?? 'its role');
    expect(showsOf(six, told).slice(4)).toEqual(['role', 'part']);
    const five = six.slice(0, 5);
    const later = memoryAfter(planWall(five, told), told) ?? told;
    expect(showsOf(five, later).slice(4)).toEqual(['role']);
    expect(showsOf(six, later).slice(4)).toEqual(['role', 'part']);
  });
  it.each([
    ['a monitor that is gone', roles('d0', 'd1', 'd2', 'd9'), 4, 'd9'],
    ['two roles on one of four', roles('d0', 'd0', 'd2', 'd3'), 4, 'statistics and map'],
    ['a monitor left idle of two', roles('d0', 'd0', 'd0', 'd0'), 2, 'without a role'],
  ])('is refused in words when it names %s', (_what, wanted, count, words) => {
    const { plan } = hang(row('', '', '', '').slice(0, count));
    expect(() => placementsWanted(plan.placements, { roles: wanted, extras: {} })).toThrow(words);
  });
});

describe('for any monitors', () => {
  const signs = fc.record({
    size: fc.constantFrom<[number, number][]>([1920, 1080], [3840, 2160], [1080, 1920], [1280, 1024]),
    scale: fc.constantFrom(1, 1.25, 1.5, 2),
    label: fc.constantFrom('', 'A', 'B', 'C'),
    serial: fc.constantFrom('', '', '1', '2'),
  });
  const anywhere = fc
    .array(
      fc.record({
        x: fc.integer({ min: -6000, max: 6000 }),
        y: fc.integer({ min: -3000, max: 3000 }),
        more: signs,
      }),
      { maxLength: 7 },
    )
    .map((list) => list.map(({ x, y, more }, i) => display(`d${i}`, x, y, more)));
  /** As system software lays monitors out: in rows of one or two, none over another. */
  const laidOut = (min: number, max: number, alike = false) =>
    fc
      .record({
        list: fc.array(signs, { minLength: min, maxLength: max }),
        rows: fc.constantFrom(1, 2),
      })
      .map(({ list, rows }) =>
        list.map((more, i) =>
          display(`d${i}`, Math.floor(i / rows) * 4000, (i % rows) * 2500, alike ? {} : more),
        ),
      );
  const renamed = (displays: readonly Display[], salt: number) =>
    displays.map((d, i) => ({ ...d, id: `n${(i * 7 + salt) % 97}-${i}` }));
  const shuffled = <T>(list: readonly T[], salt: number) =>
    list
      .map((one, i) => ({ one, key: ((i + 1) * 2654435761 * (salt + 1)) % 1009 }))
      .sort((a, b) => a.key - b.key)
      .map(({ one }) => one);

  it('shows every role exactly once, alone where there is room, and leaves no monitor idle where there is not', () => {
    fc.assert(
      fc.property(anywhere, anywhere, fc.boolean(), (before, now, sameRun) => {
        const first = hang(before);
        const { placements } = planWall(now, first.memory, sameRun ? first.seen : new Map());
        expect(placements.map((p) => p.display)).toEqual(readingOrder(now));
        expect(placements.flatMap((p) => p.roles).sort()).toEqual(now.length === 0 ? [] : [...ROLES].sort());
        if (now.length >= ROLES.length) expect(placements.every((p) => p.roles.length <= 1)).toBe(true);
        else expect(placements.every((p) => p.roles.length >= 1)).toBe(true);
        expect(placements.every((p) => (p.roles.length === 0) === (p.extra !== null))).toBe(true);
      }),
    );
  });
  it('depends neither on the numbers the system gives nor on its order', () => {
    fc.assert(
      fc.property(laidOut(1, 7), laidOut(1, 7), fc.nat(1000), (before, now, salt) => {
        const { memory } = hang(before);
        expect(spots(shuffled(renamed(now, salt), salt), memory)).toEqual(spots(now, memory));
      }),
    );
  });
  it('settles: a wall planned again with what it remembers stays as it is', () => {
    fc.assert(
      fc.property(laidOut(1, 7), laidOut(1, 7), (before, now) => {
        const first = hang(before);
        const second = hang(now, first.memory, first.seen);
        expect(shown(now, second.memory, second.seen)).toEqual(shown(now, first.memory, first.seen));
      }),
    );
  });
  it('gives back every role’s monitor after any of them were pulled and plugged in again, in any order, under any number', () => {
    fc.assert(
      fc.property(
        laidOut(4, 6),
        fc.array(fc.nat(5), { minLength: 1, maxLength: 5 }),
        fc.nat(1000),
        fc.boolean(),
        (any, pulled, salt, slide) => {
          // Where some are left over, one that slides into the place of another of its kind is that other, as far as anybody can tell.
          const all =
            slide && any.length > ROLES.length ? any.map((d, i) => ({ ...d, label: `M${i}` })) : any;
          let { memory, seen } = hang(all);
          const home = spots(all, memory, seen);
          const out = new Set<number>();
          const step = (displays: readonly Display[]) => ({ memory, seen } = hang(displays, memory, seen));
          const left = () => all.filter((_, i) => !out.has(i));
          /** The system may close the gap. */
          const closed = (list: readonly Display[]) =>
            slide ? list.map((d, i) => ({ ...d, bounds: { ...d.bounds, x: 4000 * i, y: 0 } })) : list;
          for (const which of pulled) {
            out.add(which % all.length);
            if (out.size < all.length) step(closed(left()));
          }
          const back = shuffled([...out], salt);
          for (const which of back.slice(0, -1)) {
            out.delete(which);
            step(closed(left()));
          }
          const again = all.map((d, i) => (back.includes(i) ? { ...d, id: `again${i}` } : d));
          expect(spots(again, memory, seen)).toEqual(home);
        },
      ),
      { numRuns: 1000 },
    );
  });
  it('knows identical monitors that were moved as a block', () => {
    fc.assert(
      fc.property(
        laidOut(4, 4, true),
        fc.integer({ min: -9000, max: 9000 }),
        fc.integer({ min: -9000, max: 9000 }),
        fc.nat(1000),
        (all, x, y, salt) => {
          const { memory } = hang(all);
          const moved = renamed(all, salt).map((d) => ({
            ...d,
            bounds: { ...d.bounds, x: d.bounds.x + x, y: d.bounds.y + y },
          }));
          const places = (displays: readonly Display[]) =>
            planWall(displays, memory).placements.map(({ roles: hung }) => hung.join());
          expect(places(moved)).toEqual(places(all));
          expect(stateOf(moved, memory).state).toBe('learnt');
        },
      ),
    );
  });
  it('never moves a bound role when another monitor is added, whatever it is like', () => {
    fc.assert(
      fc.property(
        laidOut(4, 5),
        signs,
        fc.constantFrom(-1, 1),
        fc.boolean(),
        (all, more, side, restarted) => {
          const { memory, seen } = hang(all);
          const added = display('added', side * 100_000, 0, more);
          expect(spots([...all, added], memory, restarted ? new Map() : seen)).toMatchObject(
            spots(all, memory, seen),
          );
        },
      ),
    );
  });
});
