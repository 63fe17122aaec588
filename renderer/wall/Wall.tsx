import { useLayoutEffect } from 'react';
import type { Role } from '../../electron/contract/live.ts';
import type { PastCaption } from '../../electron/contract/past.ts';
import { Caption } from './Caption.tsx';
import { Screen } from './Screen.tsx';
import { tilingOf } from './tiles.ts';

interface WallProps {
  readonly roles: readonly Role[];
  /** Of a window that shows a past instant, to be photographed: what is written under the picture. */
  readonly past?: PastCaption | undefined;
}

/** All roles of this window; each is a whole screen, smaller when there are several. */
export function Wall({ roles, past }: WallProps) {
  const { columns, rows } = tilingOf(roles.length);
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--tile-columns', String(columns));
    style.setProperty('--tile-rows', String(rows));
  }, [columns, rows]);
  return (
    <div className="wall" data-tiles={roles.length}>
      {roles.map((role) => (
        <Screen key={role} role={role} />
      ))}
      {past && <Caption past={past} />}
    </div>
  );
}
