import { type Permission, PERMISSIONS } from '../../../electron/contract/access.ts';
import { useStrings } from '../../ui/index.ts';

interface PermissionChecksProps {
  readonly legend: string;
  readonly permissions: readonly Permission[];
  /** What whoever ticks has: the rest cannot be given. */
  readonly mine: readonly Permission[];
  readonly onPermissions: (permissions: Permission[]) => void;
  readonly fault?: string | undefined;
}

/** A set of permissions to be ticked, in the order of the table of rights. */
export function PermissionChecks({ legend, permissions, mine, onPermissions, fault }: PermissionChecksProps) {
  const { t } = useStrings('people');
  return (
    <fieldset>
      <legend>{legend}</legend>
      {PERMISSIONS.map((one) => (
        <label key={one} className="check">
          <input
            type="checkbox"
            checked={permissions.includes(one)}
            disabled={!mine.includes(one)}
            onChange={(e) =>
              onPermissions(
                PERMISSIONS.filter((p) => (p === one ? e.target.checked : permissions.includes(p))),
              )
            }
          />{' '}
          {t(`permission.${one}`)}
        </label>
      ))}
      {fault !== undefined && <p role="alert">{fault}</p>}
    </fieldset>
  );
}
