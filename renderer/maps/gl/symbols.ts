/** Dots, office circles or bars, and entrustment flows, drawn by deck.gl above the map. */
import type { Layer } from '@deck.gl/core';
import { ArcLayer, LineLayer, ScatterplotLayer } from '@deck.gl/layers';
import { BAR_WIDTH, barHeight, dotRadius, FLOW_WIDTH, seatRadius } from '../measures.ts';
import type { FlowPicture, OfficePicture } from '../picture.ts';
import { project, unproject } from '../viewport.ts';
import type { Scene } from './scene.ts';

/** Two scenes with the same text and the same dots have symbols that look the same. */
export function lookOfSymbols({ picture, colours, view, rem }: Scene): string {
  return JSON.stringify([
    picture.offices.map(({ unit, share, negative, symbolPaint }) => [unit, share, negative, symbolPaint]),
    picture.flows.map(({ from, to, share }) => [from.unit, to.unit, share]),
    picture.symbol,
    picture.dots?.places.length,
    colours.ink,
    view.world,
    rem,
  ]);
}

export function symbolsOf(scene: Scene): Layer[] {
  const { picture } = scene;
  return [
    ...(picture.dots ? [dotsOf(scene)] : []),
    ...(picture.flows.length > 0 ? [flowsOf(scene)] : []),
    picture.symbol === 'bar' ? barsOf(scene) : seatsOf(scene),
  ];
}

/** One buffer, handed over as it is: nothing is made for each dot, and nothing again while the buffer is the same. */
function dotsOf({ picture: { dots }, colours, rem }: Scene): Layer {
  const value = dots?.places ?? new Float32Array();
  const length = value.length / 2;
  const [r, g, b] = colours.ink;
  return new ScatterplotLayer({
    id: 'dots',
    data: { length, attributes: { getPosition: { value, size: 2 } } },
    getRadius: dotRadius(length, rem),
    radiusUnits: 'pixels',
    getFillColor: [r, g, b, 200],
  });
}

function shown({ picture }: Scene): OfficePicture[] {
  return picture.offices.filter(({ share }) => share !== null);
}

type Colour = [number, number, number, number];

function lineColour({ colours }: Scene, { symbolPaint }: OfficePicture): Colour {
  const [r, g, b] = symbolPaint === null ? colours.ink : colours.paints[symbolPaint];
  return [r, g, b, 255];
}

/** Thin where the ink alone speaks, full where the colour does, none below zero. */
function fillColour(scene: Scene, office: OfficePicture): Colour {
  const [r, g, b] = lineColour(scene, office);
  return [r, g, b, office.negative ? 0 : office.symbolPaint === null ? 46 : 230];
}

function seatsOf(scene: Scene): Layer {
  const { view, rem, colours, picture } = scene;
  const [r, g, b] = colours.ink;
  return new ScatterplotLayer<OfficePicture>({
    id: 'seats',
    data: shown(scene),
    getPosition: ({ region }) => [...region.seat],
    getRadius: ({ share }) => seatRadius(share ?? 0, view, rem),
    radiusUnits: 'pixels',
    stroked: true,
    lineWidthUnits: 'pixels',
    getLineWidth: 0.1 * rem,
    getFillColor: (office) => fillColour(scene, office),
    getLineColor: [r, g, b, 255],
    updateTriggers: { getRadius: [rem, view.world], getFillColor: [picture, colours] },
  });
}

/** Flat and upright: seen from straight above, a column in the round would hide its own height. */
function barsOf(scene: Scene): Layer {
  const { view, rem, colours, picture } = scene;
  return new LineLayer<OfficePicture>({
    id: 'bars',
    data: shown(scene),
    getSourcePosition: ({ region }) => [...region.seat],
    getTargetPosition: ({ region, share, negative }) => {
      const [x, y] = project(view, region.seat);
      const height = barHeight(share ?? 0, rem);
      return [...unproject(view, [x, negative ? y + height : y - height])];
    },
    getWidth: BAR_WIDTH * rem,
    widthUnits: 'pixels',
    getColor: (office) => {
      const [r, g, b] = lineColour(scene, office);
      return [r, g, b, office.negative ? 110 : 235];
    },
    updateTriggers: { getTargetPosition: [rem, view.world], getColor: [picture, colours] },
  });
}

function flowsOf({ picture, colours, rem }: Scene): Layer {
  const [r, g, b] = colours.ink;
  return new ArcLayer<FlowPicture>({
    id: 'flows',
    data: [...picture.flows],
    getSourcePosition: ({ from }) => [...from.seat],
    getTargetPosition: ({ to }) => [...to.seat],
    // Seen from straight above an arc would be a line: lay it on the ground.
    getTilt: 90,
    getHeight: 0.4,
    getWidth: ({ share }) => FLOW_WIDTH * rem * Math.max(0.25, share),
    widthUnits: 'pixels',
    // From pale to clear: the direction a decision went.
    getSourceColor: [r, g, b, 40],
    getTargetColor: [r, g, b, 255],
    updateTriggers: { getWidth: rem },
  });
}
