import { useState } from 'react';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { Entry } from './Entry.tsx';
import { Field } from './Field.tsx';
import { useSubmit } from './useSubmit.ts';

export function SignIn({ onDone }: { readonly onDone: () => void }) {
  const { t } = useStrings('console');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const submit = useSubmit(() => engine.signIn(username, password), onDone, []);
  return (
    <Entry title={t('signIn.title')}>
      <form onSubmit={submit.send}>
        <Field
          label={t('username')}
          value={username}
          onChange={(e) => setUsername(e.target.value)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          required
        />
        <Field
          label={t('password')}
          type="password"
          value={password}
          onChange={(e) => setPassword(e.target.value)}
          autoComplete="current-password"
          required
        />
        {submit.fault !== undefined && <p role="alert">{submit.fault}</p>}
        <button type="submit" disabled={submit.busy}>
          {t('signIn.act')}
        </button>
      </form>
    </Entry>
  );
}
