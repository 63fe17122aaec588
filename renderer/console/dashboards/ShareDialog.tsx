/** With whom a dashboard is shared, and whether they may change it. */
import { useState } from 'react';
import type { RoleNamesAnswer } from '../../../electron/contract/access.ts';
import type { UnitNode } from '../../../electron/contract/answers.ts';
import type { Dashboard, Share } from '../../../electron/contract/dashboards.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { useRoleName } from '../roleName.ts';
import { useAsked } from '../useAsked.ts';
import { dashboards } from './dashboardsApi.ts';
import { useDialog } from './useDialog.ts';

interface ShareDialogProps {
  readonly dashboard: Dashboard;
  readonly onDone: (kept: Dashboard) => void;
  readonly onClose: () => void;
}

const keyOf = (share: Share) => JSON.stringify({ ...share, may: undefined });

export function ShareDialog({ dashboard, onDone, onClose }: ShareDialogProps) {
  const { t } = useStrings('dashboards');
  const words = useFailureWords();
  const dialog = useDialog();
  const units = useAsked(engine.units).value ?? [];
  const [shares, setShares] = useState<readonly Share[]>(dashboard.shares);
  const [error, setError] = useState<unknown>(null);
  const roles = useAsked(engine.roleNames).value ?? [];
  const names = useShareNames(units, roles);
  const choices: Share[] = [
    { with: 'everyone', may: 'read' },
    ...roles.map(({ id }): Share => ({ with: 'role', role: id, may: 'read' })),
    ...units.map(({ unit }): Share => ({ with: 'unit', unit, may: 'read' })),
  ];
  const left = choices.filter((one) => shares.every((share) => keyOf(share) !== keyOf(one)));

  function add(key: string): void {
    const one = choices.find((choice) => keyOf(choice) === key);
    if (one) setShares([...shares, one]);
  }

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="share-title" onClose={onClose}>
      <h2 id="share-title">{t('share.title', { title: dashboard.title })}</h2>
      <p className="note">{t('share.intro')}</p>
      <ul className="share-rows">
        {shares.length === 0 && <li className="note">{t('share.nobody')}</li>}
        {shares.map((one) => (
          <li key={keyOf(one)}>
            <span>{names(one)}</span>
            <select
              aria-label={t('share.mayOf', { whom: names(one) })}
              value={one.may}
              onChange={(e) =>
                setShares(
                  shares.map((share) =>
                    share === one ? { ...one, may: e.target.value === 'edit' ? 'edit' : 'read' } : share,
                  ),
                )
              }
            >
              <option value="read">{t('share.read')}</option>
              <option value="edit">{t('share.edit')}</option>
            </select>
            <button
              type="button"
              className="quiet"
              aria-label={t('share.takeFrom', { whom: names(one) })}
              onClick={() => setShares(shares.filter((share) => share !== one))}
            >
              {t('share.take')}
            </button>
          </li>
        ))}
      </ul>
      <label>
        {t('share.add')}
        <select value="" onChange={(e) => add(e.target.value)}>
          <option value="">{t('share.choose')}</option>
          {left.map((one) => (
            <option key={keyOf(one)} value={keyOf(one)}>
              {names(one)}
            </option>
          ))}
        </select>
      </label>
      {error !== null && <p role="alert">{words(error)}</p>}
      <p className="acts">
        <button
          type="button"
          onClick={() => void dashboards.share(dashboard.id, shares).then(onDone, setError)}
        >
          {t('share.keep')}
        </button>
        <button type="button" className="quiet" onClick={onClose}>
          {t('cancel')}
        </button>
      </p>
    </dialog>
  );
}

function useShareNames(
  units: readonly UnitNode[],
  roles: RoleNamesAnswer['roles'],
): (share: Share) => string {
  const { t } = useStrings('dashboards');
  const roleName = useRoleName();
  return (share) => {
    if (share.with === 'everyone') return t('share.everyone');
    if (share.with === 'role') {
      const own = roles.find(({ id }) => id === share.role)?.name ?? null;
      return t('share.role', { role: roleName(share.role, own) });
    }
    const name = units.find(({ unit }) => unit === share.unit)?.name ?? share.unit;
    return t('share.unit', { unit: name });
  };
}
