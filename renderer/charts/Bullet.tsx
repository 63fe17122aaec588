import './bullet.css';

interface BulletProps {
  /** All in the indicator's unit. */
  readonly value: number | null;
  readonly targetToDate: number | null;
  readonly yearTarget: number | null;
  /** Right end of the track; 100 for a rate. */
  readonly end: number;
}

/** A bar with a tall tick where it should be today and a short one where it should be at the year's end. */
export function Bullet({ value, targetToDate, yearTarget, end }: BulletProps) {
  return (
    <div className="bullet">
      <div className="bullet-track">
        <div className="bullet-bar" style={{ width: share(value ?? 0, end) }} />
      </div>
      {yearTarget !== null && <i className="bullet-year" style={{ left: share(yearTarget, end) }} />}
      {targetToDate !== null && <i className="bullet-today" style={{ left: share(targetToDate, end) }} />}
    </div>
  );
}

/** Position on a track that ends at `end`, as CSS percentage within the track. */
export function share(value: number, end: number): string {
  return `${end > 0 ? Math.max(0, Math.min(1, value / end)) * 100 : 0}%`;
}
