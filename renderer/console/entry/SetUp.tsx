import { useState } from 'react';
import { PASSWORD_MIN } from '../../../electron/contract/access.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { Entry } from './Entry.tsx';
import { Field } from './Field.tsx';
import { useSubmit } from './useSubmit.ts';

/** The code as a scanned address brings it: `…/#setup=K7QF-2M9X-4TRB`. */
function scannedCode(): string {
  return new URLSearchParams(window.location.hash.slice(1)).get('setup') ?? '';
}

/** Makes the first administrator and signs in as that person. */
export function SetUp({ onDone }: { readonly onDone: () => void }) {
  const { t } = useStrings('console');
  const [code, setCode] = useState(scannedCode);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const differs = again !== '' && again !== password;
  const submit = useSubmit(
    async () => {
      await engine.setUp(code, username, password);
      await engine.signIn(username, password);
      window.history.replaceState(null, '', window.location.pathname);
    },
    onDone,
    ['setupCode', 'username', 'password'],
  );
  return (
    <Entry title={t('setup.title')}>
      <p className="note">{t('setup.detail')}</p>
      <form onSubmit={submit.send}>
        <Field
          label={t('setup.code')}
          hint={t('setup.codeHint')}
          fault={submit.faultOf('setupCode')}
          className="code"
          value={code}
          onChange={(e) => setCode(e.target.value)}
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          autoFocus={code === ''}
          required
        />
        <Field
          label={t('username')}
          fault={submit.faultOf('username')}
          value={username}
          onChange={(e) => setUsername(e.target.value)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={code !== ''}
          required
        />
        <Field
          label={t('password')}
          hint={t('setup.passwordHint', { count: PASSWORD_MIN })}
          fault={submit.faultOf('password')}
          type="password"
          value={password}
          onChange={(e) => setPassword(e.target.value)}
          autoComplete="new-password"
          minLength={PASSWORD_MIN}
          required
        />
        <Field
          label={t('setup.again')}
          fault={differs ? t('setup.differs') : undefined}
          type="password"
          value={again}
          onChange={(e) => setAgain(e.target.value)}
          autoComplete="new-password"
          required
        />
        {submit.fault !== undefined && <p role="alert">{submit.fault}</p>}
        <button type="submit" disabled={submit.busy || differs}>
          {t('setup.act')}
        </button>
      </form>
    </Entry>
  );
}
