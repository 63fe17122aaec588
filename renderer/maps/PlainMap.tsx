/** The map as plain SVG: what stands while WebGL starts, and all there is where WebGL cannot be had. */
import { memo, useMemo } from 'react';
import type { MapPack, Position, Shape } from '../../electron/contract/map.ts';
import type { MapPicture } from './picture.ts';
import { bowOf, FLOW_WIDTH, seatRadius } from './measures.ts';
import { project, type Viewport } from './viewport.ts';

export interface PlainMapProps {
  readonly pack: MapPack;
  readonly picture: MapPicture;
  readonly view: Viewport;
  readonly rem: number;
}

export const PlainMap = memo(function PlainMap({ pack, picture, view, rem }: PlainMapProps) {
  const land = useMemo(() => pathOf(pack.land, view), [pack, view]);
  const regions = useMemo(
    () => new Map(pack.regions.map((region) => [region.unit, pathOf(region.shape, view)])),
    [pack, view],
  );
  return (
    <svg className="plain-map" viewBox={`0 0 ${view.width} ${view.height}`} aria-hidden="true">
      <path className="land" d={land} fillRule="evenodd" />
      {picture.offices.map(({ unit, paint }) => (
        <path
          key={unit}
          className="region"
          data-paint={paint}
          data-unit={unit}
          d={regions.get(unit)}
          fillRule="evenodd"
        />
      ))}
      {pack.insets.map(({ name, frame: [west, south, east, north] }) => {
        const [x, y] = project(view, [west, north]);
        const [right, bottom] = project(view, [east, south]);
        return <rect key={name.vi} className="inset" x={x} y={y} width={right - x} height={bottom - y} />;
      })}
      {picture.offices.map(({ unit, region, share }) => {
        const [cx, cy] = project(view, region.seat);
        return share === null ? null : (
          <circle
            key={unit}
            className="seat"
            data-seat={unit}
            cx={cx}
            cy={cy}
            r={seatRadius(share, view, rem)}
          />
        );
      })}
      {picture.flows.map(({ from, to, share }) => (
        <path
          key={`${from.unit}>${to.unit}`}
          className="flow"
          d={arcPath(view, from.seat, to.seat)}
          strokeWidth={FLOW_WIDTH * rem * Math.max(0.25, share)}
        />
      ))}
    </svg>
  );
});

function pathOf(shape: Shape, view: Viewport): string {
  const point = (p: Position): string =>
    project(view, p)
      .map((value) => value.toFixed(1))
      .join(' ');
  return shape.flatMap((polygon) => polygon.map((ring) => `M${ring.map(point).join('L')}Z`)).join('');
}

function arcPath(view: Viewport, from: Position, to: Position): string {
  const [a, b] = [project(view, from), project(view, to)];
  const [x, y] = bowOf(a, b);
  return `M${a[0]} ${a[1]}Q${x} ${y} ${b[0]} ${b[1]}`;
}
