import { useState } from 'react';
import { PASSWORD_MIN, type SessionAnswer } from '../../../electron/contract/access.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { Field } from '../entry/Field.tsx';
import { useSubmit } from '../entry/useSubmit.ts';
import { useRoleName } from '../roleName.ts';
import { SecondFactor } from './SecondFactor.tsx';
import { Sessions } from './Sessions.tsx';
import '../people/people.css';
import './account.css';

/** A person's own page: what they may, their password, and where they are signed in. */
export function AccountPage({
  person,
  onChanged,
}: {
  readonly person: SessionAnswer;
  /** What the person may has changed. */
  readonly onChanged: () => void;
}) {
  const { t } = useStrings('account');
  const people = useStrings('people').t;
  const roleName = useRoleName();
  return (
    <>
      <section aria-labelledby="account-title">
        <h2 id="account-title">{t('title')}</h2>
        <dl className="account-facts">
          <dt>{t('username')}</dt>
          <dd>{person.username}</dd>
          <dt>{people('role')}</dt>
          <dd>{roleName(person.role, person.roleName)}</dd>
          <dt>{people('place')}</dt>
          <dd>{person.place ?? people('whole')}</dd>
          <dt>{people('permissions')}</dt>
          <dd>
            {person.permissions.map((one) => people(`permissionShort.${one}`)).join(', ') ||
              people('nothing')}
          </dd>
        </dl>
      </section>
      {person.password ? (
        <>
          <SecondFactor onChanged={onChanged} />
          <OwnPassword username={person.username} />
        </>
      ) : (
        <p className="note intro" role={person.secondFactorMissing ? 'alert' : undefined}>
          {t('noPassword')}
        </p>
      )}
      <Sessions
        title={t('sessions')}
        intro={t('sessionsIntro')}
        named={false}
        ask={engine.ownSessions}
        end={engine.endOwnSession}
      />
    </>
  );
}

function OwnPassword({ username }: { readonly username: string }) {
  const { t } = useStrings('account');
  const console = useStrings('console').t;
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [changed, setChanged] = useState(false);
  const submit = useSubmit(() => {
    setChanged(false);
    return engine.changeOwnPassword(current, password);
  }, () => {
    setCurrent('');
    setPassword('');
    setChanged(true);
  }, ['current', 'password']);
  return (
    <section aria-labelledby="password-title">
      <h3 id="password-title">{t('password.title')}</h3>
      <form className="person-form" onSubmit={submit.send}>
        <input type="text" name="username" value={username} autoComplete="username" readOnly hidden />
        <Field
          label={t('password.current')}
          fault={submit.faultOf('current')}
          type="password"
          value={current}
          onChange={(e) => setCurrent(e.target.value)}
          autoComplete="current-password"
          required
        />
        <Field
          label={t('password.new')}
          hint={console('setup.passwordHint', { count: PASSWORD_MIN })}
          fault={submit.faultOf('password')}
          type="password"
          value={password}
          onChange={(e) => setPassword(e.target.value)}
          autoComplete="new-password"
          minLength={PASSWORD_MIN}
          required
        />
        {submit.fault !== undefined && <p role="alert">{submit.fault}</p>}
        <p className="acts">
          <button type="submit" disabled={submit.busy}>
            {t('password.change')}
          </button>
        </p>
        {changed && (
          <p role="status" className="outcome" data-good>
            {t('password.changed')}
          </p>
        )}
      </form>
    </section>
  );
}
