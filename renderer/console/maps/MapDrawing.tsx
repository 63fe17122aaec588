import { useCallback, useMemo, useState } from 'react';
import type { MapPack } from '../../../electron/contract/map.ts';
import type { MapReport } from '../../../electron/contract/maps.ts';
import { fit, pathOf, project } from '../../maps/index.ts';
import { formatNumber, useLocale, useStrings } from '../../ui/index.ts';
import { useAsked } from '../useAsked.ts';
import { maps } from './mapsApi.ts';

interface MapDrawingProps {
  readonly number: number;
  /** Another drawing has another. */
  readonly seen: string;
  readonly units: MapReport['units'];
}

const SIZE = { width: 1000, height: 760 };
/** Colours of the ramp, in turn: neighbours in the list are rarely neighbours on the ground. */
const PAINTS = 5;

/** The map as it will be drawn, with the list of its regions: one is found by the other. */
export function MapDrawing({ number, seen, units }: MapDrawingProps) {
  const { t } = useStrings('maps');
  const locale = useLocale();
  // A drawing that changed is asked for anew.
  const ask = useCallback(() => drawingOf(number, seen), [number, seen]);
  const { value: pack } = useAsked(ask);
  const [looked, setLooked] = useState<string | null>(null);
  return (
    <div className="map-preview">
      <div className="map-picture">{pack && <Picture pack={pack} looked={looked} onLook={setLooked} />}</div>
      <table className="sources map-units">
        <thead>
          <tr>
            <th scope="col">{t('view.column.unit')}</th>
            <th scope="col">{t('view.column.parts')}</th>
            <th scope="col">{t('view.column.area')}</th>
          </tr>
        </thead>
        <tbody>
          {units.map(({ unit, name, parts, areaKm2 }) => (
            <tr
              key={unit}
              data-looked={looked === unit || undefined}
              onPointerEnter={() => setLooked(unit)}
              onPointerLeave={() => setLooked(null)}
            >
              <th scope="row">
                <bdi className="long">{name}</bdi>
              </th>
              <td className="number">{parts}</td>
              <td className="number">{formatNumber(areaKm2, 1, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** @param _seen another drawing of the same map has another */
function drawingOf(number: number, _seen: string): Promise<MapPack> {
  return maps.drawing(number);
}

interface PictureProps {
  readonly pack: MapPack;
  readonly looked: string | null;
  readonly onLook: (unit: string | null) => void;
}

function Picture({ pack, looked, onLook }: PictureProps) {
  const { t } = useStrings('maps');
  const { view, regions, parts, land } = useMemo(() => {
    const seen = fit(pack.frame, pack.freeCorner, SIZE, 8);
    return {
      view: seen,
      land: pathOf(pack.land, seen),
      regions: pack.regions.map(({ unit, shape }) => ({ unit, path: pathOf(shape, seen) })),
      parts: pathOf(
        pack.parts.flatMap(({ shape }) => shape),
        seen,
      ),
    };
  }, [pack]);
  return (
    <svg
      viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      role="img"
      aria-label={t('view.picture', { title: pack.name.vi })}
    >
      <path className="land" d={land} fillRule="evenodd" />
      {regions.map(({ unit, path }, i) => (
        <path
          key={unit}
          className="region"
          data-paint={`seq-${1 + (i % PAINTS)}`}
          data-looked={looked === unit || undefined}
          d={path}
          fillRule="evenodd"
          onPointerEnter={() => onLook(unit)}
          onPointerLeave={() => onLook(null)}
        />
      ))}
      <path className="parts" d={parts} />
      {pack.insets.map(({ name, at, frame: [west, south, east, north] }) => {
        const [x, y] = project(view, [west, north]);
        const [right, bottom] = project(view, [east, south]);
        const [nameX, nameY] = project(view, at);
        return (
          <g key={name.vi} className="inset">
            <rect x={x} y={y} width={right - x} height={bottom - y} />
            <text x={nameX} y={nameY}>
              {name.vi}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
