import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROLES } from '../contract/live.ts';
import type { Role } from '../contract/live.ts';
import { readingOrder } from './readingOrder.ts';
import type { Binding, Display, Seen } from './fingerprint.ts';
import { bindingsAfter, planWall, seenAfter } from './wallPlan.ts';

const display = (
  id: string,
  x: number,
  y = 0,
  more: Partial<Display> & { size?: [number, number] } = {},
): Display => ({
  id,
  label: more.label ?? '',
  bounds: { x, y, width: more.size?.[0] ?? 1920, height: more.size?.[1] ?? 1080 },
  scale: more.scale ?? 1,
});
const row = (...labels: string[]) => labels.map((label, i) => display(`d${i}`, 1920 * i, 0, { label }));
const shown = (displays: readonly Display[], bindings: readonly Binding[] = [], seen: Seen = new Map()) =>
  planWall(displays, bindings, seen).map((p) => [p.display.id, ...p.roles]);
/** Plans a whole wall and remembers it as the shell does. */
const hang = (displays: readonly Display[], bindings: readonly Binding[] = [], seen: Seen = new Map()) => {
  const plan = planWall(displays, bindings, seen);
  return { bindings: bindingsAfter(plan, bindings, seen) ?? bindings, seen: seenAfter(plan, seen) };
};
const homeOf = (plan: string[][], role: Role) => plan.find((p) => p.includes(role))?.[0];

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
    expect(shown(row('', '', '', '', '')).at(-1)).toEqual(['d4']);
  });
  it('gives the guests to the monitor with the most room', () => {
    const big = display('big', 0, 0, { size: [3840, 2160] });
    const small = display('small', 3840, 0, { size: [1280, 720] });
    expect(shown([big, small])).toEqual([
      ['big', 'statistics', 'map', 'operations'],
      ['small', 'trends'],
    ]);
  });
});

describe('a wall seen before', () => {
  const labelled = row('Samsung A', 'Samsung B', 'LG', 'Dell');

  it('knows monitors by label after ids and cables have changed', () => {
    const { bindings } = hang(labelled);
    const moved = [3, 1, 0, 2].map((from, i) => ({
      ...display(`n${i}`, 1920 * i),
      label: labelled[from]?.label ?? '',
    }));
    expect(shown(moved, bindings)).toEqual([
      ['n0', 'operations'],
      ['n1', 'map'],
      ['n2', 'statistics'],
      ['n3', 'trends'],
    ]);
  });
  it('knows four alike by where they stand', () => {
    const { bindings } = hang(row('', '', '', ''));
    const renamed = row('', '', '', '').map((d, i) => ({ ...d, id: `new${3 - i}` }));
    expect(shown(renamed, bindings).map((p) => p[1])).toEqual([...ROLES]);
  });
  it('moves only the lost monitor’s role when the leftmost of four alike goes and the rest slide left', () => {
    const { bindings, seen } = hang(row('', '', '', ''));
    const left = [1, 2, 3].map((n, i) => display(`d${n}`, 1920 * i));
    const plan = shown(left, bindings, seen);
    expect(homeOf(plan, 'map')).toBe('d1');
    expect(homeOf(plan, 'trends')).toBe('d2');
    expect(homeOf(plan, 'operations')).toBe('d3');
    expect(homeOf(plan, 'statistics')).toBe('d1');
    expect(bindingsAfter(planWall(left, bindings, seen), bindings, seen)).toBeNull();
    expect(shown(row('', '', '', ''), bindings, seen).map((p) => p[1])).toEqual([...ROLES]);
  });
  it('lets a spare stand in and gives the role back', () => {
    const five = row('A', 'B', 'C', 'D', 'E');
    const { bindings, seen } = hang(five);
    const without = five.filter((d) => d.label !== 'B');
    expect(homeOf(shown(without, bindings, seen), 'map')).toBe('d4');
    expect(bindingsAfter(planWall(without, bindings, seen), bindings, seen)).toBeNull();
    expect(homeOf(shown(five, bindings, seen), 'map')).toBe('d1');
  });
  it('knows a monitor that was turned to portrait', () => {
    const { bindings } = hang(
      [0, 1, 2, 3].map((i) => display(`d${i}`, 1920 * i, 0, { size: [1920 + i * 10, 1080] })),
    );
    const turned = [
      display('p', 0, 0, { size: [1080, 1950] }),
      display('a', 1080, 0, { size: [1920, 1080] }),
      display('b', 3000, 0, { size: [1930, 1080] }),
      display('c', 4930, 0, { size: [1940, 1080] }),
    ];
    expect(homeOf(shown(turned, bindings), 'operations')).toBe('p');
  });
  it('distrusts a socket whose monitor now has another label', () => {
    const { bindings, seen } = hang(labelled);
    const swapped = row('Samsung B', 'Samsung A', 'LG', 'Dell');
    expect(homeOf(shown(swapped, bindings, seen), 'statistics')).toBe('d1');
  });
});

describe('for any monitors', () => {
  const displays = fc
    .array(
      fc.record({
        x: fc.integer({ min: -6000, max: 6000 }),
        y: fc.integer({ min: -3000, max: 3000 }),
        size: fc.constantFrom<[number, number][]>([1920, 1080], [3840, 2160], [1080, 1920], [1280, 1024]),
        scale: fc.constantFrom(1, 1.25, 1.5, 2),
        label: fc.constantFrom('', 'A', 'B', 'C'),
      }),
      { maxLength: 7 },
    )
    .map((list) => list.map(({ x, y, ...more }, i) => display(`d${i}`, x, y, more)));

  it('shows every role exactly once, alone where there is room, and leaves no monitor idle where there is not', () => {
    fc.assert(
      fc.property(displays, displays, fc.boolean(), (before, now, sameRun) => {
        const first = hang(before);
        const plan = planWall(now, first.bindings, sameRun ? first.seen : new Map());
        expect(plan.map((p) => p.display)).toEqual(readingOrder(now));
        expect(plan.flatMap((p) => p.roles).sort()).toEqual(now.length === 0 ? [] : [...ROLES].sort());
        if (now.length >= ROLES.length) expect(plan.every((p) => p.roles.length <= 1)).toBe(true);
        else expect(plan.every((p) => p.roles.length >= 1)).toBe(true);
      }),
    );
  });
  it('does not depend on the order the system lists them in', () => {
    fc.assert(
      fc.property(displays, displays, fc.integer(), (before, now, salt) => {
        const { bindings } = hang(before);
        const shuffled = [...now].sort((a, b) => ((a.bounds.x * salt) % 7) - ((b.bounds.x * salt) % 7));
        expect(shown(shuffled, bindings)).toEqual(shown(now, bindings));
      }),
    );
  });
  it('settles: a wall planned again with what it remembers stays as it is', () => {
    fc.assert(
      fc.property(displays, displays, (before, now) => {
        const first = hang(before);
        const second = hang(now, first.bindings, first.seen);
        const plan = shown(now, second.bindings, second.seen);
        expect(plan).toEqual(shown(now, first.bindings, first.seen));
      }),
    );
  });
  it('gives every role its own monitor back after any of them was away in this run', () => {
    fc.assert(
      fc.property(
        displays.filter((d) => d.length >= 4),
        fc.nat({ max: 6 }),
        (all, gone) => {
          const whole = hang(all);
          const home = shown(all, whole.bindings, whole.seen);
          const without = all.filter((_, i) => i !== gone % all.length);
          const meanwhile = hang(without, whole.bindings, whole.seen);
          if (without.length < ROLES.length)
            expect(shown(all, meanwhile.bindings, meanwhile.seen)).toEqual(home);
        },
      ),
    );
  });
});
