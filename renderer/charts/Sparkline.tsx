import { memo } from 'react';
import { endsOf } from './endsOf.ts';
import { stretches } from './reduce.ts';
import './sparkline.css';

const WIDTH = 100;
const HEIGHT = 24;
/** No small line is wider than so many pixels. */
const COLUMNS = 400;

/** A line of the last days without axes, its last point marked. Values oldest first; gaps stay gaps. */
export const Sparkline = memo(function Sparkline({
  values,
}: {
  readonly values: readonly (number | null)[];
}) {
  const known = values.filter((v) => v !== null);
  const last = values.at(-1);
  if (known.length < 2) return <span className="sparkline" />;
  const [low, high] = endsOf(known);
  const x = (i: number) => (i / (values.length - 1)) * WIDTH;
  const y = (v: number) => (high === low ? HEIGHT / 2 : HEIGHT - ((v - low) / (high - low)) * HEIGHT);
  return (
    <span className="sparkline" aria-hidden="true">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
        <path d={path(values, x, y)} />
      </svg>
      {typeof last === 'number' && (
        <i className="sparkline-now" style={{ top: `${(y(last) / HEIGHT) * 100}%` }} />
      )}
    </span>
  );
});

function path(
  values: readonly (number | null)[],
  x: (i: number) => number,
  y: (v: number) => number,
): string {
  return stretches(values, COLUMNS)
    .map((points) =>
      points.map((p, i) => `${i === 0 ? 'M' : 'L'}${x(p.x).toFixed(2)} ${y(p.y).toFixed(2)}`).join(''),
    )
    .join('');
}
