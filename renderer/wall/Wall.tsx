import { useLayoutEffect, useMemo } from 'react';
import type { Role } from '../../electron/contract/live.ts';
import type { PastCaption } from '../../electron/contract/past.ts';
import { useLive } from '../data/index.ts';
import { Caption } from './Caption.tsx';
import { ALONE, type Hanging, useHigh } from './hanging.ts';
import { InterruptCover } from './interrupt/InterruptCover.tsx';
import { Screen } from './Screen.tsx';
import { SpanScreen } from './span/SpanScreen.tsx';
import { spanView, type SpanView } from '../screens/spanView.ts';
import { tilingOf } from '../screens/tiles.ts';
import './upright.css';

interface WallProps {
  readonly roles: readonly Role[];
  readonly hanging?: Hanging;
  /** Of a window that shows a past instant, to be photographed: what is written under the picture. */
  readonly past?: PastCaption | undefined;
}

/** All roles of this window; each is a whole screen, smaller when there are several. Or its part of a canvas over several windows. */
export function Wall({ roles, hanging = ALONE, past }: WallProps) {
  const span = useLive((s) => s.scene?.span);
  const { columns, rows, upright } = tilingOf(roles.length, useHigh());
  const view = useMemo(
    () => (span && hanging.part === null ? spanView(span, roles, hanging.arrangement) : null),
    [span, roles, hanging],
  );
  const size = view ? sizeOn(view) : '';
  useLayoutEffect(() => {
    const { style, dataset } = document.documentElement;
    style.setProperty('--tile-columns', String(columns));
    style.setProperty('--tile-rows', String(rows));
    style.fontSize = size;
    if (upright && size === '') dataset['upright'] = '';
    else delete dataset['upright'];
  }, [columns, rows, upright, size]);
  if (span && view)
    return (
      <>
        <SpanScreen span={span} roles={roles} view={view} />
        <InterruptCover />
      </>
    );
  return (
    <div className="wall" data-tiles={roles.length}>
      {roles.map((role) => (
        <Screen key={role} role={role} part={hanging.part} upright={upright} unsure={hanging.unsure} />
      ))}
      <InterruptCover />
      {past && <Caption past={past} />}
    </div>
  );
}

/** The size of everything on a canvas, which is the same in all its windows: as on one screen as large as the canvas. */
function sizeOn({ width, height }: SpanView): string {
  const [across, down] = height > width ? ['high', 'wide'] : ['wide', 'high'];
  return `min(calc(${width}px / var(--rems-${across})), calc(${height}px / var(--rems-${down})))`;
}
