import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GRID_COLUMNS, GRID_ROWS, layout, type PlacedWidget } from '../../electron/contract/layouts.ts';
import { add, addAnywhere, configure, type Minimum, place, remove } from './placing.ts';
import { beginSteps, redo, step, type Steps, undo } from './undo.ts';

const MINIMUM: Record<string, Minimum> = {
  figure: { w: 3, h: 2 },
  map: { w: 7, h: 8 },
  message: { w: 1, h: 1 },
};
const minimumOf = (type: string) => MINIMUM[type] ?? { w: 1, h: 1 };
type Widgets = readonly PlacedWidget[];

const cell = fc.integer({ min: -2, max: 14 });
const cells = fc.record({ x: cell, y: cell, w: cell, h: cell });
const type = fc.constantFrom(...Object.keys(MINIMUM));
/** Which of the widgets there are; of none when there is none. */
const which = fc.nat({ max: 59 });
const act = fc.oneof(
  fc.record({ do: fc.constant('place' as const), which, cells }),
  fc.record({ do: fc.constant('add' as const), type, cells }),
  fc.record({ do: fc.constant('addAnywhere' as const), type, cells }),
  fc.record({ do: fc.constant('remove' as const), which }),
  fc.record({ do: fc.constant('configure' as const), which, unit: fc.string() }),
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

function after(widgets: Widgets, one: Act): Widgets {
  const id = 'which' in one ? (widgets[one.which % Math.max(1, widgets.length)]?.id ?? 'none') : '';
  switch (one.do) {
    case 'remove':
      return remove(widgets, id);
    case 'configure':
      return configure(widgets, id, { unit: one.unit });
    case 'place': {
      const done = place(widgets, id, one.cells, minimumOf);
      return 'widgets' in done ? done.widgets : widgets;
    }
    case 'add':
    case 'addAnywhere': {
      const put = one.do === 'add' ? add : addAnywhere;
      const done = put(widgets, { type: one.type, config: {}, ...one.cells }, minimumOf);
      return 'widgets' in done ? done.widgets : widgets;
    }
  }
}

const isValid = (widgets: Widgets) =>
  layout.safeParse({ schema: 1, id: 'l', title: { vi: 'Bố cục', en: 'Layout' }, widgets }).success &&
  widgets.every(({ type: of, w, h }) => w >= minimumOf(of).w && h >= minimumOf(of).h);

describe('widgets on the grid', () => {
  it('stay a valid layout whatever is done to them', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        let widgets: Widgets = [];
        for (const one of acts) {
          widgets = after(widgets, one);
          expect(isValid(widgets)).toBe(true);
        }
      }),
    );
  });

  it('are exactly as before when all is undone, and as after when it is done again', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        let steps: Steps<Widgets> = beginSteps([]);
        const seen: Widgets[] = [steps.now];
        for (const one of acts) {
          steps = step(steps, after(steps.now, one));
          seen.push(steps.now);
        }
        for (const before of seen.slice(0, -1).reverse()) {
          steps = undo(steps);
          expect(steps.now).toBe(before);
        }
        expect(undo(steps)).toBe(steps);
        for (const next of seen.slice(1)) {
          steps = redo(steps);
          expect(steps.now).toBe(next);
        }
        expect(redo(steps)).toBe(steps);
      }),
    );
  });

  const figure = { id: 'figure', type: 'figure', x: 0, y: 0, w: 6, h: 6, config: {} };
  const message = { id: 'message', type: 'message', x: 6, y: 0, w: 2, h: 2, config: {} };

  it.each([
    [{ x: 7, y: 0, w: 6, h: 6 }, { why: 'off_grid' }],
    [{ x: -1, y: 0, w: 6, h: 6 }, { why: 'off_grid' }],
    [
      { x: 0, y: 0, w: 2, h: 6 },
      { why: 'too_small', minimum: { w: 3, h: 2 } },
    ],
    [
      { x: 1, y: 1, w: 6, h: 6 },
      { why: 'over', other: 'message' },
    ],
  ])('say why they cannot stand at %o', (to, refusal) => {
    expect(place([figure, message], 'figure', to, minimumOf)).toEqual({ refusal });
  });

  it('go to the first free place, smaller where there is no room for more', () => {
    const wall = { ...figure, w: GRID_COLUMNS, h: GRID_ROWS - 2 };
    expect(addAnywhere([wall], { type: 'figure', config: {}, w: 6, h: 4 }, minimumOf)).toMatchObject({
      id: 'figure-2',
      widgets: [wall, { x: 0, y: 10, w: 3, h: 2 }],
    });
    expect(addAnywhere([wall], { type: 'map', config: {}, w: 7, h: 8 }, minimumOf)).toEqual({
      refusal: { why: 'no_room' },
    });
  });

  it('are at most sixty', () => {
    const sixty = Array.from({ length: 60 }, (_, i) => ({
      ...{ id: `m-${i}`, type: 'message', config: {}, w: 1, h: 1 },
      x: i % GRID_COLUMNS,
      y: Math.floor(i / GRID_COLUMNS),
    }));
    const one = { type: 'message', config: {}, x: 0, y: 11, w: 1, h: 1 };
    expect(add(sixty, one, minimumOf)).toEqual({ refusal: { why: 'full' } });
  });
});
