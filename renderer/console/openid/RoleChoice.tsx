import { useId } from 'react';
import type { Permission, Role } from '../../../electron/contract/access.ts';
import { useRoleName } from '../roleName.ts';

interface RoleChoiceProps {
  readonly label: string;
  readonly role: string;
  readonly roles: readonly Role[];
  /** Permissions of whoever chooses: a role with more cannot be given. */
  readonly mine: readonly Permission[];
  readonly onRole: (role: string) => void;
  readonly fault?: string | undefined;
}

export function RoleChoice({ label, role, roles, mine, onRole, fault }: RoleChoiceProps) {
  const id = useId();
  const roleName = useRoleName();
  return (
    <div className="field" data-fault={fault === undefined ? undefined : true}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={role} onChange={(e) => onRole(e.target.value)}>
        {!roles.some((one) => one.id === role) && <option value={role}>{role}</option>}
        {roles.map(({ id: one, name, permissions }) => (
          <option key={one} value={one} disabled={permissions.some((each) => !mine.includes(each))}>
            {roleName(one, name)}
          </option>
        ))}
      </select>
      {fault !== undefined && (
        <p className="field-words" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
