/** Every office in a cell of the same size, about where it lies: the dense centre is as legible as the outskirts. */
import type { CSSProperties } from 'react';
import type { MapPack } from '../../electron/contract/map.ts';
import { StatusShape } from '../ui/index.ts';
import type { MapPicture } from './picture.ts';
import { gridOf } from './cells.ts';

/** "KV" is the same in all of them, and gives way first. */
function Name({ name }: { readonly name: string }) {
  const [common, number] = name.split(/\s(?=\d+$)/u);
  return (
    <span className="name">
      {number === undefined ? (
        name
      ) : (
        <>
          <span className="common">{common} </span>
          {number}
        </>
      )}
    </span>
  );
}

export function Cartogram({ pack, picture }: { readonly pack: MapPack; readonly picture: MapPicture }) {
  const { columns, rows } = gridOf(pack);
  const offices = new Map(picture.offices.map((office) => [office.unit, office]));
  const long = Math.max(...picture.offices.map((office) => office.value.length)) > 4;
  const style = {
    width: '100%',
    height: '100%',
    gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
    gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))`,
    '--cell-value': long ? 'var(--text-label)' : 'var(--text-title)',
  } as CSSProperties;
  return (
    <div className="cartogram" style={style}>
      {pack.cartogram.map(({ unit, column, row }) => {
        const office = offices.get(unit);
        return office ? (
          <div
            key={unit}
            className="cartogram-cell"
            data-paint={office.paint}
            data-unit={unit}
            style={{ gridColumn: column + 1, gridRow: row + 1 }}
          >
            {office.share === null ? null : (
              <svg className="size" viewBox="-50 -50 100 100" aria-hidden="true">
                <circle r={50 * Math.sqrt(office.share)} />
              </svg>
            )}
            <Name name={office.name} />
            <span className="value">
              {office.value}
              {office.status === office.paint ? <StatusShape status={office.status} /> : null}
            </span>
          </div>
        ) : null;
      })}
    </div>
  );
}
