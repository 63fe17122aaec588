import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bezel, Layout, Span } from '../../electron/contract/layouts.ts';
import { ROLES, type Role } from '../../electron/contract/live.ts';
import type { HungRole } from '../../electron/contract/wall.ts';
import { spanView } from './spanView.ts';

const layout: Layout = { schema: 1, id: 'wide', title: { vi: 'Rộng', en: 'Wide' }, widgets: [] };
const span = (roles: Role[], more: Partial<Span> = {}): Span => ({ layout, roles, ...more });
const px = (all: number): Bezel => ({ unit: 'px', left: all, right: all, top: all, bottom: all });
const hung = (role: Role, x: number, y = 0, width = 1920, height = 1080): HungRole => ({
  role,
  x,
  y,
  width,
  height,
});
const inRow = ROLES.map((role, i) => hung(role, 1920 * i));
const square = ROLES.map((role, i) => hung(role, 1920 * (i % 2), 1080 * Math.floor(i / 2)));
const parts = (one: Span, monitors: readonly HungRole[]) =>
  one.roles.map((role) => spanView(one, [role], monitors)?.part);

describe('a canvas over several monitors', () => {
  it('lies over two side by side, with what their bezels hide', () => {
    const two = span(['map', 'trends'], { bezel: px(10) });
    expect(spanView(two, ['map'], inRow)).toEqual({
      width: 3860,
      height: 1080,
      part: { x: 0, y: 0, width: 1920, height: 1080 },
      top: true,
      first: true,
      last: false,
    });
    expect(spanView(two, ['trends'], inRow)).toMatchObject({
      part: { x: 1940, y: 0 },
      first: false,
      last: true,
    });
  });
  it('lies over four in a square', () => {
    const four = span([...ROLES], { bezel: { unit: 'px', left: 4, right: 6, top: 3, bottom: 20 } });
    expect(parts(four, square)).toEqual([
      { x: 0, y: 0, width: 1920, height: 1080 },
      { x: 1930, y: 0, width: 1920, height: 1080 },
      { x: 0, y: 1103, width: 1920, height: 1080 },
      { x: 1930, y: 1103, width: 1920, height: 1080 },
    ]);
    expect(ROLES.map((role) => spanView(four, [role], square)?.top)).toEqual([true, true, false, false]);
  });
  it('takes bezels in millimetres by the size of the picture, and those of single monitors', () => {
    const mm: Bezel = { unit: 'mm', left: 5, right: 10, top: 0, bottom: 0, width: 960 };
    const two = span(['map', 'trends'], { bezel: mm, bezels: { trends: px(7) } });
    expect(spanView(two, ['trends'], inRow)?.part.x).toBe(1920 + 20 + 7);
  });
  it('goes on behind a monitor that shows something else', () => {
    const outer = span(['statistics', 'operations'], { bezel: px(10) });
    expect(spanView(outer, ['operations'], inRow)).toMatchObject({
      width: 4 * 1920 + 60,
      part: { x: 3 * 1920 + 60 },
    });
    expect(spanView(outer, ['map'], inRow)).toBeNull();
  });
  it('leaves out a monitor that a role of another kind shares, and fills one that several of its roles share', () => {
    const shared = [hung('statistics', 0), hung('map', 0), hung('trends', 1920), hung('operations', 1920)];
    const three = span(['map', 'trends', 'operations'], { bezel: px(10) });
    expect(spanView(three, ['statistics', 'map'], shared)).toBeNull();
    expect(spanView(three, ['trends', 'operations'], shared)).toEqual({
      width: 1920,
      height: 1080,
      part: { x: 0, y: 0, width: 1920, height: 1080 },
      top: true,
      first: true,
      last: true,
    });
  });
  it('is not there where nobody knows how the monitors hang', () => {
    expect(spanView(span(['map', 'trends']), ['map'], [])).toBeNull();
  });
  it('shows no point of itself twice, and is as large as what it shows, whatever the bezels', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(inRow, square),
        fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 2 }),
        fc.record({
          left: fc.nat(80),
          right: fc.nat(80),
          top: fc.nat(80),
          bottom: fc.nat(80),
        }),
        (monitors, roles, edges) => {
          const one = span(roles, { bezel: { unit: 'px', ...edges } });
          const views = roles.map((role) => spanView(one, [role], monitors));
          const boxes = views.flatMap((view) => view?.part ?? []);
          expect(boxes).toHaveLength(roles.length);
          boxes.forEach((a, i) =>
            boxes.slice(i + 1).forEach((b) => {
              const apart =
                a.x + a.width <= b.x ||
                b.x + b.width <= a.x ||
                a.y + a.height <= b.y ||
                b.y + b.height <= a.y;
              expect(apart).toBe(true);
            }),
          );
          expect(new Set(views.map((view) => `${view?.width} ${view?.height}`)).size).toBe(1);
          expect(Math.max(...boxes.map((b) => b.x + b.width))).toBe(views[0]?.width);
          expect(Math.min(...boxes.map((b) => b.y))).toBe(0);
        },
      ),
    );
  });
});
