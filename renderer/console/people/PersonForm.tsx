import { useState } from 'react';
import { PASSWORD_MIN, type Permission, type Role, type User } from '../../../electron/contract/access.ts';
import type { UnitNode } from '../../../electron/contract/answers.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { Field } from '../entry/Field.tsx';
import { useSubmit } from '../entry/useSubmit.ts';
import { useRoleName } from '../roleName.ts';
import { PlaceField } from './PlaceField.tsx';

interface PersonFormProps {
  /** Whom to change; left out, somebody new is added. */
  readonly person?: User;
  readonly units: readonly UnitNode[];
  readonly roles: readonly Role[];
  /** Permissions of whoever fills this in: a role with more cannot be given. */
  readonly mine: readonly Permission[];
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Adds a person or changes what one may do. Whoever is changed must sign in again. */
export function PersonForm({ person, units, roles, mine, onDone, onCancel }: PersonFormProps) {
  const { t } = useStrings('people');
  const console = useStrings('console').t;
  const [username, setUsername] = useState(person?.username ?? '');
  const [password, setPassword] = useState('');
  const roleName = useRoleName();
  const [role, setRole] = useState(person?.role ?? 'viewer');
  const [place, setPlace] = useState(person?.place ?? null);
  const chosen = roles.find(({ id }) => id === role);
  // Whoever manages people looks after the whole organisation.
  const everywhere = chosen?.permissions.includes('people.manage') === true;
  const submit = useSubmit(
    () => {
      const asked = { role, place: everywhere ? null : place };
      return person
        ? engine.changePerson(person.username, { ...asked, ...(password !== '' && { password }) })
        : engine.addPerson({ username, password, ...asked });
    },
    onDone,
    ['username', 'password', 'place', 'role'],
  );
  const kept = t('form.passwordKept');
  return (
    <section aria-labelledby="person-title">
      <h2 id="person-title">{person ? t('form.change', { name: person.username }) : t('form.new')}</h2>
      <form className="person-form" onSubmit={submit.send}>
        {!person && (
          <Field
            label={console('username')}
            fault={submit.faultOf('username')}
            value={username}
            onChange={(e) => setUsername(e.target.value)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
        )}
        <Field
          label={person ? t('form.newPassword') : console('password')}
          hint={person ? kept : console('setup.passwordHint', { count: PASSWORD_MIN })}
          fault={submit.faultOf('password')}
          type="password"
          value={password}
          onChange={(e) => setPassword(e.target.value)}
          autoComplete="new-password"
          minLength={PASSWORD_MIN}
          required={!person}
        />
        <fieldset>
          <legend>{t('role')}</legend>
          {roles.map(({ id, name, permissions }) => (
            <label key={id} className="check">
              <input
                type="radio"
                name="role"
                checked={role === id}
                disabled={permissions.some((one) => !mine.includes(one))}
                onChange={() => setRole(id)}
              />{' '}
              {roleName(id, name)}{' '}
              <span className="note">
                {permissions.map((one) => t(`permissionShort.${one}`)).join(', ') || t('nothing')}
              </span>
            </label>
          ))}
          {submit.faultOf('role') !== undefined && <p role="alert">{submit.faultOf('role')}</p>}
        </fieldset>
        {!everywhere && (
          <PlaceField place={place} units={units} onPlace={setPlace} fault={submit.faultOf('place')} />
        )}
        {submit.fault !== undefined && <p role="alert">{submit.fault}</p>}
        <p className="acts">
          <button type="submit" disabled={submit.busy}>
            {t(person ? 'form.save' : 'form.add')}
          </button>
          <button type="button" className="quiet" onClick={onCancel}>
            {t('cancel')}
          </button>
        </p>
      </form>
    </section>
  );
}
