/** Office circles and entrustment flows, drawn by deck.gl above the map. */
import type { Layer } from '@deck.gl/core';
import { ArcLayer, ScatterplotLayer } from '@deck.gl/layers';
import { FLOW_WIDTH, seatRadius } from '../measures.ts';
import type { FlowPicture, OfficePicture } from '../picture.ts';
import type { Scene } from './scene.ts';

/** Two scenes with the same text have symbols that look the same. */
export function lookOfSymbols({ picture, colours, view, rem }: Scene): string {
  return JSON.stringify([
    picture.offices.map(({ unit, share }) => [unit, share]),
    picture.flows.map(({ from, to, share }) => [from.unit, to.unit, share]),
    colours.ink,
    view.world,
    rem,
  ]);
}

export function symbolsOf({ picture, colours, view, rem }: Scene): Layer[] {
  const [r, g, b] = colours.ink;
  const seats = new ScatterplotLayer<OfficePicture>({
    id: 'seats',
    data: picture.offices.filter((office) => office.share !== null),
    getPosition: ({ region }) => [...region.seat],
    getRadius: ({ share }) => seatRadius(share ?? 0, view, rem),
    radiusUnits: 'pixels',
    stroked: true,
    lineWidthUnits: 'pixels',
    getLineWidth: 0.1 * rem,
    getFillColor: [r, g, b, 46],
    getLineColor: [r, g, b, 255],
    updateTriggers: { getRadius: [rem, view.world] },
  });
  if (picture.flows.length === 0) return [seats];
  const flows = new ArcLayer<FlowPicture>({
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
  return [seats, flows];
}
