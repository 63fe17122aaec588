import { useState } from 'react';
import { useStrings } from '../../ui/index.ts';
import { ApiError, engine } from '../api.ts';
import { openId } from '../openid/openIdApi.ts';
import { useAsked } from '../useAsked.ts';
import { Entry } from './Entry.tsx';
import { CodeField } from './CodeField.tsx';
import { Field } from './Field.tsx';
import { ProviderButton, ProviderCode, useComingBack } from './ProviderSignIn.tsx';
import { useSubmit } from './useSubmit.ts';

/**
 * In by the provider, where one is set, or by a password.
 * @param note why somebody is asked who was signed in before
 */
export function SignIn({ onDone, note }: { readonly onDone: () => void; readonly note?: string }) {
  const { t } = useStrings('console');
  const { said, wanted } = useComingBack();
  const [giving, setGiving] = useState(said === 'code');
  const { value: ways, error } = useAsked(openId.ways);
  if (giving)
    return (
      <Entry title={t('signIn.title')}>
        <ProviderCode onDone={onDone} onGivenUp={() => setGiving(false)} />
      </Entry>
    );
  // Nothing moves under whoever begins to type at once.
  if (ways === undefined && error === null) return <Entry title={t('signIn.title')}>{null}</Entry>;
  const provider = ways?.openId ?? null;
  const passwords = <PasswordSignIn onDone={onDone} focused={provider === null} />;
  return (
    <Entry title={t('signIn.title')}>
      {note !== undefined && <p className="note">{note}</p>}
      {provider === null ? (
        passwords
      ) : (
        <>
          <ProviderButton name={provider.name} said={said} wanted={wanted} />
          {ways?.passwords === 'administrators' ? (
            <details className="more">
              <summary>{t('signIn.administrators')}</summary>
              {passwords}
            </details>
          ) : (
            <>
              <p className="or">{t('signIn.or')}</p>
              {passwords}
            </>
          )}
        </>
      )}
    </Entry>
  );
}

function PasswordSignIn({ onDone, focused }: { readonly onDone: () => void; readonly focused: boolean }) {
  const { t } = useStrings('console');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [step, setStep] = useState<'first' | 'second'>('first');
  const submit = useSubmit(
    async () => {
      try {
        await engine.signIn(username, password, step === 'second' ? code : undefined);
      } catch (error) {
        // The password was right: now the code is asked for, which is no fault.
        if (step === 'second' || !(error instanceof ApiError) || error.field !== 'code') throw error;
        setStep('second');
        return;
      }
      onDone();
    },
    () => undefined,
    ['code'],
  );
  return (
    <form onSubmit={submit.send}>
      <Field
        label={t('username')}
        value={username}
        onChange={(e) => setUsername(e.target.value)}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus={focused}
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
      {step === 'second' && <CodeField value={code} onChange={setCode} fault={submit.faultOf('code')} />}
      {submit.fault !== undefined && <p role="alert">{submit.fault}</p>}
      <button type="submit" disabled={submit.busy}>
        {t('signIn.act')}
      </button>
    </form>
  );
}
