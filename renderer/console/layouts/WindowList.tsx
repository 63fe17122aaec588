import type { WindowProgress } from '../../../electron/contract/sceneEditing.ts';
import { useStrings } from '../../ui/index.ts';

/** How far each screen is with a publication, and what it cannot draw. */
export function WindowList({ windows }: { readonly windows: readonly WindowProgress[] }) {
  const { t } = useStrings('layouts');
  return (
    <ul className="layouts-windows">
      {windows.map(({ role, state, ms, faults }) => (
        <li key={role} data-state={state}>
          <b>{t(`role.${role}`, { ns: 'wall' })}</b>{' '}
          {t(`window.${state}`, { s: ((ms ?? 0) / 1000).toFixed(1) })}
          {faults.map(({ layout, widget, detail }) => (
            <p key={`${layout} ${widget}`} className="note">
              {t('window.fault', { layout, widget, detail })}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** Of a publication that was refused: the screens that are why. */
export function refusing(windows: readonly WindowProgress[]): readonly WindowProgress[] {
  return windows.filter(({ state }) => state !== 'ready' && state !== 'preparing');
}
