/** The page of the benchmark: the map as the wall draws it, and a bare layer of deck.gl with the same dots. */
import '../../../renderer/ui/tokens.css';
import '../../../renderer/ui/base.css';
import { Deck, MapView } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { MAP_EVENT } from '../../../renderer/maps/announcement.ts';
import { type MapPicture, pictureOf, RegionMap } from '../../../renderer/maps/index.ts';
import { cameraOf, fit, type Viewport } from '../../../renderer/maps/viewport.ts';
import { INDICATOR, nation, rowsOf } from './nation.ts';

const SIZE = { width: 1600, height: 900 };
const REM = 16;
const pack = nation();
const whole = fit(pack.frame, pack.freeCorner, SIZE, REM);
const MOVES = 30;

/** Calls that draw something, by any context of this page. */
let calls = 0;
for (const name of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced'] as const) {
  const draw = WebGL2RenderingContext.prototype[name] as (...given: unknown[]) => void;
  Reflect.set(WebGL2RenderingContext.prototype, name, function (this: unknown, ...given: unknown[]) {
    calls += 1;
    draw.apply(this, given);
  });
}

const frame = () => new Promise<number>(requestAnimationFrame);
async function rested(): Promise<void> {
  for (let still = 0, before = calls; still < 10; before = calls) {
    await frame();
    still = calls === before ? still + 1 : 0;
  }
}

function picture(round: number): MapPicture {
  const wanted = {
    ...{ colour: INDICATOR, colourBy: 'value' as const, size: null, symbol: 'circle' as const },
    ...{ symbolColour: null, flows: 0, dots: INDICATOR, dotsMost: 1_100_000 },
  };
  return pictureOf(pack, rowsOf(round), [], wanted, (name) => name, 'vi');
}

/** A view moved to the side by a share of its width. */
function moved(view: Viewport, share: number): Viewport {
  return { ...view, left: view.left + (share * view.width) / view.world };
}

function placeOf(): HTMLElement {
  const place = document.createElement('div');
  Object.assign(place.style, { position: 'relative', width: `${SIZE.width}px`, height: `${SIZE.height}px` });
  document.getElementById('place')?.replaceChildren(place);
  return place;
}

export interface Measured {
  readonly firstMs: number;
  /** Each frame while the map moves, ms. */
  readonly frames: number[];
}

async function movesOf(move: (share: number) => void): Promise<number[]> {
  const frames: number[] = [];
  let last = await frame();
  for (let i = 1; i <= MOVES; i++) {
    move(0.1 * Math.sin((i / MOVES) * 2 * Math.PI));
    const now = await frame();
    frames.push(now - last);
    last = now;
  }
  return frames;
}

async function bare(): Promise<Measured> {
  const places = picture(0).dots?.places ?? new Float32Array();
  const layers = [
    new ScatterplotLayer({
      id: 'bare',
      data: { length: places.length / 2, attributes: { getPosition: { value: places, size: 2 } } },
      getRadius: 0.5,
      radiusUnits: 'pixels',
      getFillColor: [255, 255, 255, 200],
    }),
  ];
  const stateOf = (view: Viewport) => {
    const { center, zoom } = cameraOf(view);
    return { longitude: center[0], latitude: center[1], zoom };
  };
  const begun = performance.now();
  const { promise: drawn, resolve } = Promise.withResolvers<void>();
  const deck = new Deck({
    ...{ parent: placeOf() as HTMLDivElement, ...SIZE, views: new MapView(), layers },
    viewState: stateOf(whole),
    onAfterRender: () => resolve(),
  });
  await drawn;
  await frame();
  const firstMs = performance.now() - begun;
  await rested();
  const frames = await movesOf((share) => deck.setProps({ viewState: stateOf(moved(whole, share)) }));
  await rested();
  deck.finalize();
  return { firstMs, frames };
}

function show(root: Root, shown: MapPicture, view: Viewport): void {
  flushSync(() =>
    root.render(
      <RegionMap
        {...{ pack, picture: shown, view, rem: REM, locale: 'vi', covered: [], named: false }}
        looked={null}
        flying={view !== whole}
      />,
    ),
  );
}

export interface Ticks {
  /** Main thread, ms each. */
  readonly ms: number[];
  /** Calls that drew something, in all. */
  readonly drawn: number;
}

async function ticksOf(root: Root, roundOf: (i: number) => number): Promise<Ticks> {
  const ms: number[] = [];
  const before = calls;
  for (let i = 1; i <= MOVES; i++) {
    const begun = performance.now();
    show(root, picture(roundOf(i)), whole);
    ms.push(performance.now() - begun);
    await rested();
  }
  return { ms, drawn: calls - before };
}

async function ours(): Promise<Measured & { buffersMs: number; same: Ticks; changing: Ticks }> {
  const buffersBegun = performance.now();
  const shown = picture(0);
  const buffersMs = performance.now() - buffersBegun;
  const place = placeOf();
  const { promise: drawn, resolve } = Promise.withResolvers<void>();
  place.addEventListener(MAP_EVENT, (event) => {
    if ((event as CustomEvent).detail === 'drawn') resolve();
  });
  const begun = performance.now();
  const root = createRoot(place);
  show(root, shown, whole);
  await drawn;
  const firstMs = performance.now() - begun;
  await rested();
  const frames = await movesOf((share) => show(root, shown, moved(whole, share)));
  show(root, shown, whole);
  await rested();
  const same = await ticksOf(root, () => 0);
  const changing = await ticksOf(root, (i) => i);
  root.unmount();
  return { firstMs, frames, buffersMs, same, changing };
}

Object.assign(window, { bench: { bare, ours } });
