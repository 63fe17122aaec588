import { useState } from 'react';
import { renderSVG } from 'uqr';
import type { SecondFactorBegun } from '../../../electron/contract/access.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { Field } from '../entry/Field.tsx';
import { useSubmit } from '../entry/useSubmit.ts';
import { useAsked } from '../useAsked.ts';

/** The second step of one's own signing in: set up by scanning, or taken off. */
export function SecondFactor({ onChanged }: { readonly onChanged: () => void }) {
  const { t } = useStrings('account');
  const { value, again } = useAsked(engine.secondFactor);
  const [begun, setBegun] = useState<SecondFactorBegun | null>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  if (!value) return null;
  return (
    <section aria-labelledby="factor-title">
      <h3 id="factor-title">{t('factor.title')}</h3>
      <p className="note intro">{t('factor.intro')}</p>
      {value.needed && !value.on && <p role="alert">{t('factor.needed')}</p>}
      {value.on && (
        <p className="outcome" data-good>
          {t('factor.on', { count: value.recoveryCodesLeft })}
        </p>
      )}
      {codes.length > 0 && (
        <RecoveryCodes
          codes={codes}
          onCopied={() => {
            setCodes([]);
            onChanged();
          }}
        />
      )}
      {begun !== null ? (
        <FirstCode
          begun={begun}
          onConfirmed={(recovery) => {
            setBegun(null);
            setCodes(recovery);
            again();
          }}
        />
      ) : (
        codes.length === 0 &&
        !(value.on && value.needed) && (
          <PasswordFirst
            key={String(value.on)}
            act={t(value.on ? 'factor.remove' : 'factor.begin')}
            send={async (current) => {
              if (!value.on) return setBegun(await engine.beginSecondFactor(current));
              await engine.removeSecondFactor(current);
              setCodes([]);
              again();
            }}
          />
        )
      )}
    </section>
  );
}

function PasswordFirst({
  act,
  send,
}: {
  readonly act: string;
  readonly send: (current: string) => Promise<void>;
}) {
  const { t } = useStrings('account');
  const [current, setCurrent] = useState('');
  const submit = useSubmit(
    () => send(current),
    () => setCurrent(''),
    ['current'],
  );
  return (
    <form className="person-form" onSubmit={submit.send}>
      <Field
        label={t('factor.password')}
        fault={submit.faultOf('current')}
        type="password"
        value={current}
        onChange={(e) => setCurrent(e.target.value)}
        autoComplete="current-password"
        required
      />
      {submit.fault !== undefined && <p role="alert">{submit.fault}</p>}
      <p className="acts">
        <button type="submit" disabled={submit.busy}>
          {act}
        </button>
      </p>
    </form>
  );
}

interface FirstCodeProps {
  readonly begun: SecondFactorBegun;
  readonly onConfirmed: (recoveryCodes: readonly string[]) => void;
}

function FirstCode({ begun, onConfirmed }: FirstCodeProps) {
  const { t } = useStrings('account');
  const [code, setCode] = useState('');
  const picture = `data:image/svg+xml,${encodeURIComponent(renderSVG(begun.address, { border: 2 }))}`;
  const submit = useSubmit(
    async () => onConfirmed((await engine.confirmSecondFactor(code)).recoveryCodes),
    () => undefined,
    ['code'],
  );
  return (
    <form className="person-form" onSubmit={submit.send}>
      <p>{t('factor.scan')}</p>
      <img className="factor-picture" src={picture} alt={t('factor.picture')} />
      <p className="note">
        {t('factor.typed')} <code className="token">{begun.secret}</code>
      </p>
      <Field
        label={t('factor.code')}
        hint={t('factor.codeHint')}
        fault={submit.faultOf('code')}
        value={code}
        onChange={(e) => setCode(e.target.value)}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={7}
        autoFocus
        required
      />
      {submit.fault !== undefined && <p role="alert">{submit.fault}</p>}
      <p className="acts">
        <button type="submit" disabled={submit.busy}>
          {t('factor.confirm')}
        </button>
      </p>
    </form>
  );
}

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  /** They were copied: only then the page may change to what is permitted now. */
  readonly onCopied: () => void;
}

function RecoveryCodes({ codes, onCopied }: RecoveryCodesProps) {
  const { t } = useStrings('account');
  return (
    <div role="status">
      <p>{t('factor.recovery')}</p>
      <ul className="recovery-codes">
        {codes.map((one) => (
          <li key={one}>
            <code className="token">{one}</code>
          </li>
        ))}
      </ul>
      <p className="acts">
        <button type="button" onClick={onCopied}>
          {t('factor.copied')}
        </button>
      </p>
    </div>
  );
}
