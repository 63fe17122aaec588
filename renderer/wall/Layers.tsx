import { type CSSProperties, memo, useEffect, useState } from 'react';
import type { Layout, PlacedWidget } from '../../electron/contract/layouts.ts';
import { FramedWidget } from '../widgets/frame/Frame.tsx';
import { findWidget } from '../widgets/registry.ts';
import { upright } from '../screens/portrait.ts';
import './layers.css';

const CROSS_FADE_MS = 400;

interface Layer {
  readonly layout: Layout;
  /** Grows with every layout shown: a new revision of one layout is another layer. */
  readonly turn: number;
}

interface LayersProps {
  readonly layout: Layout;
  /** The layout to be shown next, drawn out of sight already. */
  readonly next?: Layout | undefined;
  /** The place is higher than wide: widgets stand below each other. */
  readonly portrait?: boolean;
  /** Leaves out widgets that this window surely does not see. */
  readonly sees?: ((placed: PlacedWidget) => boolean) | undefined;
}

/** The layout shown; a new one fades in over the old in 400 ms. One that was drawn out of sight before is shown as it stands. */
export function Layers({ layout, next, portrait = false, sees }: LayersProps) {
  const [shown, setShown] = useState<Layer>({ layout, turn: 0 });
  const [waiting, setWaiting] = useState<Layer | null>(null);
  const [leaving, setLeaving] = useState<Layer | null>(null);
  const newest = Math.max(shown.turn, waiting?.turn ?? 0) + 1;
  const wanted = next === layout ? undefined : next;
  if (shown.layout !== layout) {
    setLeaving(shown);
    setShown(waiting?.layout === layout ? waiting : { layout, turn: newest });
    setWaiting(null);
  } else if (waiting?.layout !== wanted) setWaiting(wanted ? { layout: wanted, turn: newest } : null);
  useEffect(() => {
    if (!leaving) return;
    const gone = setTimeout(() => setLeaving(null), CROSS_FADE_MS);
    return () => clearTimeout(gone);
  }, [leaving]);
  const layers = [
    ...(leaving ? [{ ...leaving, phase: 'leaving' as const }] : []),
    { ...shown, phase: leaving ? ('entering' as const) : ('resting' as const) },
    ...(waiting ? [{ ...waiting, phase: 'waiting' as const }] : []),
  ];
  // By their turn, so that what waits out of sight is the same when it is shown.
  return layers.map(({ turn, ...layer }) => (
    <Grid key={turn} layout={layer.layout} phase={layer.phase} portrait={portrait} sees={sees} />
  ));
}

interface GridProps extends Omit<LayersProps, 'next'> {
  /** `waiting`: drawn and not seen. */
  readonly phase: 'entering' | 'leaving' | 'resting' | 'waiting';
}

const Grid = memo(function Grid({ layout, phase, portrait = false, sees }: GridProps) {
  const { rows, cellOf } = portrait ? below(layout) : asDrawn();
  return (
    <div className="grid" data-phase={phase} data-layout={layout.id} style={rows}>
      {layout.widgets
        .filter((placed) => !sees || sees(placed))
        .map((placed) => (
          <div key={placed.id} className="grid-cell" data-id={placed.id} style={cellOf(placed)}>
            <FramedWidget placed={placed} find={findWidget} />
          </div>
        ))}
    </div>
  );
});

interface Arranged {
  readonly rows: CSSProperties | undefined;
  cellOf(placed: PlacedWidget): CSSProperties;
}

function asDrawn(): Arranged {
  return {
    rows: undefined,
    cellOf: ({ x, y, w, h }) => ({ gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` }),
  };
}

function below({ widgets }: Layout): Arranged {
  const { cells, rows } = upright(widgets);
  return {
    rows: { gridTemplateRows: rows.map((share) => `minmax(0, ${share}fr)`).join(' ') },
    cellOf({ id }) {
      const cell = cells.get(id);
      return { gridColumn: `${cell?.column ?? 1} / span ${cell?.columns ?? 12}`, gridRow: cell?.row ?? 1 };
    },
  };
}
