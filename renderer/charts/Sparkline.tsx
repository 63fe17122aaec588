import { memo } from 'react';
import './sparkline.css';

const WIDTH = 100;
const HEIGHT = 24;

/** A line of the last days without axes, its last point marked. Values oldest first; gaps stay gaps. */
export const Sparkline = memo(function Sparkline({
  values,
}: {
  readonly values: readonly (number | null)[];
}) {
  const known = values.filter((v) => v !== null);
  const last = values.at(-1);
  if (known.length < 2) return <span className="sparkline" />;
  const low = Math.min(...known);
  const high = Math.max(...known);
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
  let pen = 'M';
  let d = '';
  values.forEach((v, i) => {
    if (v === null) pen = 'M';
    else {
      d += `${pen}${x(i).toFixed(2)} ${y(v).toFixed(2)}`;
      pen = 'L';
    }
  });
  return d;
}
