/** Names of the wards of the region that is looked at: those that have room; the one that is looked at always. */
import { memo } from 'react';
import type { MapPack, MapPart } from '../../electron/contract/map.ts';
import type { Room } from './freeRoom.ts';
import type { Looked } from './looked.ts';
import { type Pixel, project, type Viewport } from './viewport.ts';

export interface PartNamesProps {
  readonly pack: MapPack;
  readonly view: Viewport;
  readonly rem: number;
  readonly looked: Looked;
  readonly covered: readonly Room[];
}

/** Size of a name, and half of a letter's mean width and of a line, rem. */
const NAME = 1.5;
const HALF_LETTER = 0.44;
const HALF_LINE = 1;
/** What the kinds of communes begin with: on a map of them, their names alone say as much. */
const KIND = /^(?:Phường|Xã|Đặc khu|Thị trấn)\s+/u;

export const PartNames = memo(function PartNames({ pack, view, rem, looked, covered }: PartNamesProps) {
  return (
    <svg className="map-names" viewBox={`0 0 ${view.width} ${view.height}`}>
      {placed(pack, view, rem, looked, covered).map(({ code, text, at: [x, y] }) => (
        <text
          key={code}
          className="ward"
          data-looked={code === looked.part ? '' : undefined}
          x={x}
          y={y}
          fontSize={NAME * rem}
          strokeWidth={0.3 * rem}
        >
          {text}
        </text>
      ))}
    </svg>
  );
});

interface Placed {
  readonly code: string;
  readonly text: string;
  readonly at: Pixel;
  readonly half: Pixel;
}

/** Widest wards first; a name that would lie on another, or outside the map, is left out. */
function placed(
  pack: MapPack,
  view: Viewport,
  rem: number,
  { region, part }: Looked,
  covered: readonly Room[],
): Placed[] {
  const names: Placed[] = [];
  const rank = (one: MapPart): number => (one.code === part ? Infinity : one.roomKm);
  const own = pack.parts.filter(({ unit }) => unit === region).sort((a, b) => rank(b) - rank(a));
  for (const { code, name, label } of own) {
    const text = name.replace(KIND, '');
    const half = [text.length * HALF_LETTER * rem, HALF_LINE * rem] as const;
    const at = project(view, label);
    const box = { at, half };
    if (!isInside(box, view) || covered.some((room) => isUnder(box, room))) continue;
    if (names.some((other) => isNear(box, other))) continue;
    names.push({ code, text, at, half });
  }
  return names;
}

type Box = Pick<Placed, 'at' | 'half'>;

function isInside({ at: [x, y], half: [w, h] }: Box, view: Viewport): boolean {
  return x >= w && x <= view.width - w && y >= h && y <= view.height - h;
}

function isUnder({ at: [x, y], half: [w, h] }: Box, room: Room): boolean {
  return x + w > room.x && x - w < room.x + room.width && y + h > room.y && y - h < room.y + room.height;
}

function isNear(a: Box, b: Box): boolean {
  return (
    Math.abs(a.at[0] - b.at[0]) < a.half[0] + b.half[0] && Math.abs(a.at[1] - b.at[1]) < a.half[1] + b.half[1]
  );
}
