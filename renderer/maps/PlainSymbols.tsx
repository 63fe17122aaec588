/** Circles, bars and flows above the plain map. */
import { memo } from 'react';
import type { Position } from '../../electron/contract/map.ts';
import { BAR_WIDTH, barHeight, bowOf, FLOW_WIDTH, seatRadius } from './measures.ts';
import type { MapPicture, OfficePicture } from './picture.ts';
import { project, type Viewport } from './viewport.ts';

export interface PlainSymbolsProps {
  readonly picture: MapPicture;
  readonly view: Viewport;
  readonly rem: number;
}

export const PlainSymbols = memo(function PlainSymbols({ picture, view, rem }: PlainSymbolsProps) {
  const Symbol = picture.symbol === 'bar' ? Bar : Circle;
  return (
    <svg className="plain-map" viewBox={`0 0 ${view.width} ${view.height}`} aria-hidden="true">
      {picture.flows.map(({ from, to, share }) => (
        <path
          key={`${from.unit}>${to.unit}`}
          className="flow"
          d={arcPath(view, from.seat, to.seat)}
          strokeWidth={FLOW_WIDTH * rem * Math.max(0.25, share)}
        />
      ))}
      {picture.offices.map((office) =>
        office.share === null ? null : (
          <Symbol key={office.unit} office={office} share={office.share} view={view} rem={rem} />
        ),
      )}
    </svg>
  );
});

interface SymbolProps {
  readonly office: OfficePicture;
  readonly share: number;
  readonly view: Viewport;
  readonly rem: number;
}

function Circle({ office, share, view, rem }: SymbolProps) {
  const [cx, cy] = project(view, office.region.seat);
  return <circle {...lookOf(office)} cx={cx} cy={cy} r={seatRadius(share, view, rem)} />;
}

/** Up from the seat; down where the value is below zero. */
function Bar({ office, share, view, rem }: SymbolProps) {
  const [x, y] = project(view, office.region.seat);
  const height = barHeight(share, rem);
  const width = BAR_WIDTH * rem;
  return (
    <rect
      {...lookOf(office)}
      x={x - width / 2}
      y={office.negative ? y : y - height}
      width={width}
      height={height}
    />
  );
}

function lookOf({ unit, negative, symbolPaint }: OfficePicture) {
  return {
    className: 'seat',
    'data-seat': unit,
    'data-negative': negative ? '' : undefined,
    'data-paint': symbolPaint ?? undefined,
    'data-coloured': symbolPaint === null ? undefined : '',
  };
}

function arcPath(view: Viewport, from: Position, to: Position): string {
  const [a, b] = [project(view, from), project(view, to)];
  const [x, y] = bowOf(a, b);
  return `M${a[0]} ${a[1]}Q${x} ${y} ${b[0]} ${b[1]}`;
}
