import { useState } from 'react';
import { type Permission, PERMISSIONS, type Role } from '../../../electron/contract/access.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { Field } from '../entry/Field.tsx';
import { useSubmit } from '../entry/useSubmit.ts';
import { useFailureWords } from '../failure.ts';
import { useRoleName } from '../roleName.ts';

interface RolesProps {
  readonly roles: readonly Role[];
  /** Permissions of whoever changes roles: the rest stays as it is. */
  readonly mine: readonly Permission[];
  readonly onChanged: () => void;
}

type Draft = ReadonlyMap<string, readonly Permission[]>;

/** What each role permits: one table to be ticked, kept as a whole. */
export function Roles({ roles, mine, onChanged }: RolesProps) {
  const { t } = useStrings('people');
  const words = useFailureWords();
  const roleName = useRoleName();
  const [draft, setDraft] = useState<Draft>(new Map());
  const [fault, setFault] = useState<unknown>(null);
  const permissionsOf = (role: Role) => draft.get(role.id) ?? role.permissions;
  /** A role with more than one has oneself is not one's own to change. */
  const mayChange = (role: Role) => role.permissions.every((one) => mine.includes(one));

  function tick(role: Role, permission: Permission, on: boolean): void {
    const had = permissionsOf(role);
    const next = PERMISSIONS.filter((one) => (one === permission ? on : had.includes(one)));
    const changed = new Map(draft).set(role.id, next);
    if (next.join() === role.permissions.join()) changed.delete(role.id);
    setDraft(changed);
  }

  async function keep(): Promise<void> {
    setFault(null);
    try {
      for (const [id, permissions] of draft) await engine.changeRole(id, { permissions });
      setDraft(new Map());
    } catch (error) {
      setFault(error);
    }
    onChanged();
  }

  return (
    <section aria-labelledby="roles-title">
      <h3 id="roles-title">{t('roles.title')}</h3>
      <p className="note intro">{t('roles.intro')}</p>
      {fault !== null && <p role="alert">{words(fault)}</p>}
      <div className="scrolled" role="region" aria-labelledby="roles-title" tabIndex={0}>
        <table className="sources matrix">
          <thead>
            <tr>
              <th scope="col">{t('permissions')}</th>
              {roles.map((role) => (
                <th key={role.id} scope="col" data-changed={draft.has(role.id) || undefined}>
                  {roleName(role.id, role.name)}
                  <span className="note">{t('roles.people', { count: role.people })}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {PERMISSIONS.map((permission) => (
              <tr key={permission}>
                <th scope="row">{t(`permission.${permission}`)}</th>
                {roles.map((role) => (
                  <td key={role.id}>
                    <input
                      type="checkbox"
                      aria-label={`${roleName(role.id, role.name)}: ${t(`permission.${permission}`)}`}
                      checked={permissionsOf(role).includes(permission)}
                      disabled={!mayChange(role) || !mine.includes(permission)}
                      onChange={(e) => tick(role, permission, e.target.checked)}
                    />
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">
                {t('roles.secondFactor')} <span className="note">{t('roles.secondFactorHint')}</span>
              </th>
              {roles.map((role) => (
                <td key={role.id}>
                  <input
                    type="checkbox"
                    aria-label={`${roleName(role.id, role.name)}: ${t('roles.secondFactor')}`}
                    checked={role.secondFactor}
                    disabled={!mayChange(role)}
                    onChange={(e) => {
                      setFault(null);
                      engine
                        .changeRole(role.id, { secondFactor: e.target.checked })
                        .then(onChanged, setFault);
                    }}
                  />
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <p className="acts">
        <button type="button" disabled={draft.size === 0} onClick={() => void keep()}>
          {t('roles.keep')}
        </button>
        {draft.size > 0 && (
          <button type="button" className="quiet" onClick={() => setDraft(new Map())}>
            {t('cancel')}
          </button>
        )}
      </p>
      <OwnRoles
        roles={roles.filter(({ name }) => name !== null)}
        onRemove={(id) => {
          setFault(null);
          engine.removeRole(id).then(onChanged, setFault);
        }}
      />
      <NewRole onMade={onChanged} />
    </section>
  );
}

function OwnRoles({
  roles,
  onRemove,
}: {
  readonly roles: readonly Role[];
  readonly onRemove: (id: string) => void;
}) {
  const { t } = useStrings('people');
  if (roles.length === 0) return null;
  return (
    <ul className="own-roles" aria-label={t('roles.own')}>
      {roles.map(({ id, name, people }) => (
        <li key={id}>
          {name} <span className="note">{id}</span>{' '}
          <button
            type="button"
            className="quiet"
            disabled={people > 0}
            aria-label={t('removeNamed', { name })}
            onClick={() => onRemove(id)}
          >
            {t('remove')}
          </button>
        </li>
      ))}
    </ul>
  );
}

function NewRole({ onMade }: { readonly onMade: () => void }) {
  const { t } = useStrings('people');
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const submit = useSubmit(() => engine.addRole({ id, name, permissions: [] }), () => {
    setId('');
    setName('');
    onMade();
  }, ['id', 'name']);
  return (
    <details className="more">
      <summary>{t('roles.new')}</summary>
      <form className="person-form" onSubmit={submit.send}>
        <Field
          label={t('roles.name')}
          fault={submit.faultOf('name')}
          value={name}
          onChange={(e) => setName(e.target.value)}
          maxLength={80}
          autoComplete="off"
          required
        />
        <Field
          label={t('roles.id')}
          hint={t('roles.idHint')}
          fault={submit.faultOf('id')}
          value={id}
          onChange={(e) => setId(e.target.value)}
          pattern="[a-z][a-z0-9\-]{1,31}"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        {submit.fault !== undefined && <p role="alert">{submit.fault}</p>}
        <p className="acts">
          <button type="submit" disabled={submit.busy}>
            {t('roles.add')}
          </button>
        </p>
      </form>
    </details>
  );
}
