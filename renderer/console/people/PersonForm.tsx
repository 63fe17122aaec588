import { useState } from 'react';
import {
  PASSWORD_MIN,
  type Permission,
  type Role,
  type UsersAnswer,
} from '../../../electron/contract/access.ts';
import type { UnitNode } from '../../../electron/contract/answers.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { Field } from '../entry/Field.tsx';
import { useSubmit } from '../entry/useSubmit.ts';
import { useRoleName } from '../roleName.ts';
import { PlaceField } from './PlaceField.tsx';

interface PersonFormProps {
  /** Whom to change; left out, somebody new is added. */
  readonly person?: UsersAnswer['users'][number];
  readonly units: readonly UnitNode[];
  readonly roles: readonly Role[];
  /** Permissions of whoever fills this in: a role with more cannot be given. */
  readonly mine: readonly Permission[];
  /** Whether people may come in without a password. */
  readonly hasProvider: boolean;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Adds a person or changes what one may do. Whoever is changed must sign in again. */
export function PersonForm({ person, units, roles, mine, hasProvider, onDone, onCancel }: PersonFormProps) {
  const { t } = useStrings('people');
  const console = useStrings('console').t;
  const [username, setUsername] = useState(person?.username ?? '');
  const [password, setPassword] = useState('');
  const [without, setWithout] = useState(false);
  const roleName = useRoleName();
  const [role, setRole] = useState(person?.role ?? 'viewer');
  const [place, setPlace] = useState(person?.place ?? null);
  const chosen = roles.find(({ id }) => id === role);
  // Whoever manages people looks after the whole organisation.
  const everywhere = chosen?.permissions.includes('people.manage') === true;
  const submit = useSubmit(
    () => {
      const asked = { role, place: everywhere ? null : place };
      const given = without ? null : password;
      return person
        ? engine.changePerson(person.username, { ...asked, ...(given !== '' && { password: given }) })
        : engine.addPerson({ username, password: given, ...asked });
    },
    onDone,
    ['username', 'password', 'place', 'role'],
  );
  const kept = t(person?.password === false ? 'form.hasNone' : 'form.passwordKept');
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
        {!without && (
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
        )}
        {hasProvider && person?.password !== false && (
          <label className="check">
            <input type="checkbox" checked={without} onChange={(e) => setWithout(e.target.checked)} />{' '}
            {t(person ? 'form.takePassword' : 'form.noPassword')}
          </label>
        )}
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
