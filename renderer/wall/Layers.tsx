import { type CSSProperties, memo, useEffect, useState } from 'react';
import { GRID_COLUMNS, type Layout, type PlacedWidget } from '../../electron/contract/layouts.ts';
import { FramedWidget } from '../widgets/frame/Frame.tsx';
import { findWidget } from '../widgets/registry.ts';
import { upright } from './portrait.ts';
import './layers.css';

const CROSS_FADE_MS = 400;

interface Layer {
  readonly layout: Layout;
  /** Grows with every layout shown: a new revision of one layout is another layer. */
  readonly turn: number;
}

interface LayersProps {
  readonly layout: Layout;
  /** The place is higher than wide: widgets stand below each other. */
  readonly portrait?: boolean;
  /** Leaves out widgets that this window surely does not see. */
  readonly sees?: ((placed: PlacedWidget) => boolean) | undefined;
}

/** The layout shown; a new one fades in over the old in 400 ms. */
export function Layers({ layout, portrait = false, sees }: LayersProps) {
  const [shown, setShown] = useState<Layer>({ layout, turn: 0 });
  const [leaving, setLeaving] = useState<Layer | null>(null);
  if (shown.layout !== layout) {
    setLeaving(shown);
    setShown({ layout, turn: shown.turn + 1 });
  }
  useEffect(() => {
    if (!leaving) return;
    const gone = setTimeout(() => setLeaving(null), CROSS_FADE_MS);
    return () => clearTimeout(gone);
  }, [leaving]);
  return (
    <>
      {leaving && (
        <Grid key={leaving.turn} layout={leaving.layout} phase="leaving" portrait={portrait} sees={sees} />
      )}
      <Grid
        key={shown.turn}
        layout={shown.layout}
        phase={leaving ? 'entering' : 'resting'}
        portrait={portrait}
        sees={sees}
      />
    </>
  );
}

interface GridProps extends LayersProps {
  readonly phase: 'entering' | 'leaving' | 'resting';
}

const Grid = memo(function Grid({ layout, phase, portrait = false, sees }: GridProps) {
  const { rows, cellOf, isWide } = portrait ? below(layout) : asDrawn();
  return (
    <div className="grid" data-phase={phase} data-layout={layout.id} style={rows}>
      {layout.widgets
        .filter((placed) => !sees || sees(placed))
        .map((placed) => (
          <div
            key={placed.id}
            className="grid-cell"
            data-wide={isWide(placed) || undefined}
            style={cellOf(placed)}
          >
            <FramedWidget placed={placed} find={findWidget} />
          </div>
        ))}
    </div>
  );
});

interface Arranged {
  readonly rows: CSSProperties | undefined;
  cellOf(placed: PlacedWidget): CSSProperties;
  /** It has the whole width of an upright screen. */
  isWide(placed: PlacedWidget): boolean;
}

function asDrawn(): Arranged {
  return {
    rows: undefined,
    isWide: () => false,
    cellOf: ({ x, y, w, h }) => ({ gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` }),
  };
}

function below({ widgets }: Layout): Arranged {
  const { cells, rows } = upright(widgets);
  return {
    isWide: ({ id }) => cells.get(id)?.columns === GRID_COLUMNS,
    rows: { gridTemplateRows: rows.map((share) => `minmax(0, ${share}fr)`).join(' ') },
    cellOf({ id }) {
      const cell = cells.get(id);
      return { gridColumn: `${cell?.column ?? 1} / span ${cell?.columns ?? 12}`, gridRow: cell?.row ?? 1 };
    },
  };
}
