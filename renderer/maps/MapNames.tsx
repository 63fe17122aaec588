/** Names and values on the map, above whichever drawing is shown: the same letters as everywhere on the wall. */
import { memo } from 'react';
import type { Locale } from '../ui/format/index.ts';
import type { Room } from './freeRoom.ts';
import { labelsOf } from './labels.ts';
import { PartNames } from './PartNames.tsx';
import type { PlainMapProps } from './PlainMap.tsx';
import { type Pixel, pixelsPerKm, project } from './viewport.ts';

export interface MapNamesProps extends PlainMapProps {
  readonly locale: Locale;
  /** What lies over the map; places beneath it are not named. */
  readonly covered: readonly Room[];
  /** Left out where the cartogram beside it names them all, and no letter would have room. */
  readonly named?: boolean;
}

/** Sizes in rem. */
const PLACE = 1.5;
/** Places are named as long as a rem is no more than so many kilometres. */
const PLACES_FROM_KM = 5;
const NAME = 1.75;
const NAME_ALONE = 1.5;
const VALUE = 2.25;

export const MapNames = memo(function MapNames({
  pack,
  picture,
  view,
  rem,
  locale,
  covered,
  looked,
  named = true,
}: MapNamesProps) {
  if (looked) return <PartNames pack={pack} view={view} rem={rem} looked={looked} covered={covered} />;
  if (!named) return null;
  const offices = new Map(picture.offices.map((office) => [office.unit, office]));
  const legible = pixelsPerKm(view, 10) * PLACES_FROM_KM >= rem;
  const places = (
    legible ? [...pack.places, ...pack.insets.map(({ name, at }) => ({ kind: 'inset', name, at }))] : []
  )
    .map((place) => ({ ...place, pixel: project(view, place.at) }))
    .filter(({ pixel, name }) => {
      const half = [name[locale].length * 0.28 * PLACE * rem, PLACE * 0.5 * rem] as const;
      return inside(pixel, half, view) && !covered.some((room) => overlaps(pixel, half, room));
    });
  return (
    <svg className="map-names" viewBox={`0 0 ${view.width} ${view.height}`}>
      {places.map(({ kind, name, pixel: [x, y] }) => (
        <text key={name.vi} className="place" data-kind={kind} x={x} y={y} fontSize={PLACE * rem}>
          {name[locale]}
        </text>
      ))}
      {labelsOf(picture.offices, view, rem).map(({ unit, at: [x, y], kind }) => {
        const office = offices.get(unit);
        return kind === 'full' ? (
          <g
            key={unit}
            className="office"
            strokeWidth={0.25 * rem}
            data-unit={unit}
            data-paint={office?.paint}
          >
            <text className="name" x={x} y={y - 1.05 * rem} fontSize={NAME * rem}>
              {office?.name}
            </text>
            <text className="value" x={x} y={y + 0.95 * rem} fontSize={VALUE * rem}>
              {office?.value}
            </text>
          </g>
        ) : (
          <g
            key={unit}
            className="office"
            strokeWidth={0.2 * rem}
            data-unit={unit}
            data-paint={office?.paint}
          >
            <text className="name" x={x} y={y} fontSize={NAME_ALONE * rem}>
              {office?.name}
            </text>
          </g>
        );
      })}
    </svg>
  );
});

function inside([x, y]: Pixel, [w, h]: Pixel, view: { width: number; height: number }): boolean {
  return x >= w && x <= view.width - w && y >= h && y <= view.height - h;
}

function overlaps([x, y]: Pixel, [w, h]: Pixel, room: Room): boolean {
  return x + w > room.x && x - w < room.x + room.width && y + h > room.y && y - h < room.y + room.height;
}
