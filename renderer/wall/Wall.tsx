import { useLayoutEffect } from 'react';
import type { Role } from '../../electron/contract/live.ts';
import { Screen } from './Screen.tsx';
import { tilingOf } from './tiles.ts';

/** All roles of this window; each is a whole screen, smaller when there are several. */
export function Wall({ roles }: { readonly roles: readonly Role[] }) {
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
    </div>
  );
}
