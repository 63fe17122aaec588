/** The map as plain SVG: what stands while WebGL starts, and all there is where WebGL cannot be had. */
import { memo, useMemo } from 'react';
import type { MapPack } from '../../electron/contract/map.ts';
import { PlainDots } from './PlainDots.tsx';
import { PlainSymbols } from './PlainSymbols.tsx';
import type { Looked } from './looked.ts';
import type { MapPicture } from './picture.ts';
import { pathOf } from './pathOf.ts';
import { fit, project, type Viewport } from './viewport.ts';

export interface PlainMapProps {
  readonly pack: MapPack;
  readonly picture: MapPicture;
  readonly view: Viewport;
  readonly rem: number;
  /** What is brought to the front. */
  readonly looked: Looked | null;
  /** On the way to another view: what takes long to draw waits. */
  readonly flying: boolean;
}

/** `covered`: WebGL draws over it, so that what takes long need not be drawn. */
interface PlainDrawingProps extends PlainMapProps {
  readonly covered: boolean;
}

/** Size (pixels) that outlines are written down at: fine enough to be enlarged to a ward. */
const WRITTEN = 40_000;

/** Outlines do not change with the view: they are written once, and moved. */
export const PlainMap = memo(function PlainMap(props: PlainDrawingProps) {
  const { pack, picture, view, rem, looked, flying, covered } = props;
  const written = useMemo(() => {
    const base = fit(pack.frame, pack.freeCorner, { width: WRITTEN, height: WRITTEN }, 0);
    return {
      base,
      land: pathOf(pack.land, base),
      regions: new Map(pack.regions.map(({ unit, shape }) => [unit, pathOf(shape, base)])),
      parts: new Map(pack.parts.map(({ code, shape }) => [code, pathOf(shape, base)])),
    };
  }, [pack]);
  const { base } = written;
  const scale = view.world / base.world;
  const [x, y] = [(base.left - view.left) * view.world, (base.top - view.top) * view.world];
  return (
    <>
      <svg className="plain-map" viewBox={`0 0 ${view.width} ${view.height}`} aria-hidden="true">
        <g transform={`translate(${x} ${y}) scale(${scale})`}>
          <path className="land" d={written.land} fillRule="evenodd" />
          {picture.offices.map(({ unit, paint }) => (
            <path
              key={unit}
              className="region"
              data-paint={paint}
              data-unit={unit}
              data-dim={looked !== null && looked.region !== unit ? '' : undefined}
              d={written.regions.get(unit)}
              fillRule="evenodd"
            />
          ))}
          {looked &&
            pack.parts
              .filter(({ unit }) => unit === looked.region)
              .map(({ code }) => (
                <path
                  key={code}
                  className="part"
                  data-looked={code === looked.part ? '' : undefined}
                  d={written.parts.get(code)}
                />
              ))}
          {looked && <path className="looked" d={written.regions.get(looked.region)} fillRule="evenodd" />}
        </g>
        {pack.insets.map(({ name, frame: [west, south, east, north] }) => {
          const [left, top] = project(view, [west, north]);
          const [right, bottom] = project(view, [east, south]);
          return (
            <rect
              key={name.vi}
              className="inset"
              x={left}
              y={top}
              width={right - left}
              height={bottom - top}
            />
          );
        })}
      </svg>
      {picture.dots && !flying && !covered && <PlainDots dots={picture.dots} view={view} rem={rem} />}
      <PlainSymbols picture={picture} view={view} rem={rem} />
    </>
  );
});
