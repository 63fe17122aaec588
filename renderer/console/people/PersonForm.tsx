import { useState } from 'react';
import {
  PASSWORD_MIN,
  PERSON_ROLES,
  type PersonRole,
  type Standing,
  type User,
} from '../../../electron/contract/access.ts';
import type { UnitNode } from '../../../electron/contract/answers.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { Field } from '../entry/Field.tsx';
import { useSubmit } from '../entry/useSubmit.ts';
import { StandingFields } from './StandingFields.tsx';

interface PersonFormProps {
  /** Whom to change; left out, somebody new is added. */
  readonly person?: User;
  readonly units: readonly UnitNode[];
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Adds a person or changes what one may do. Whoever is changed must sign in again. */
export function PersonForm({ person, units, onDone, onCancel }: PersonFormProps) {
  const { t } = useStrings('people');
  const console = useStrings('console').t;
  const [username, setUsername] = useState(person?.username ?? '');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<PersonRole>(person?.role ?? 'viewer');
  const [standing, setStanding] = useState<Standing>({
    place: person?.place ?? null,
    permissions: person?.permissions ?? [],
  });
  const everything = role === 'administrator';
  const submit = useSubmit(
    () => {
      const asked = everything ? { place: null } : standing;
      return person
        ? engine.changePerson(person.username, { role, ...asked, ...(password !== '' && { password }) })
        : engine.addPerson({ username, password, role, permissions: [], ...asked });
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
          {PERSON_ROLES.map((one) => (
            <label key={one} className="check">
              <input type="radio" name="role" checked={role === one} onChange={() => setRole(one)} />{' '}
              {console(`role.${one}`)} <span className="note">{t(`roleWords.${one}`)}</span>
            </label>
          ))}
          {submit.faultOf('role') !== undefined && <p role="alert">{submit.faultOf('role')}</p>}
        </fieldset>
        {!everything && (
          <StandingFields
            standing={standing}
            units={units}
            onStanding={setStanding}
            fault={submit.faultOf('place')}
          />
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
