import { useState } from 'react';
import type { ClosePreview } from '../../../electron/contract/years.ts';
import { useStrings } from '../../ui/index.ts';
import { ApiError, engine } from '../api.ts';
import { Field } from '../entry/Field.tsx';
import { useSubmit } from '../entry/useSubmit.ts';
import { useFailureWords } from '../failure.ts';
import { ToBeSigned } from './ToBeSigned.tsx';

interface SigningProps {
  readonly year: number;
  /** Whether the year was signed before. */
  readonly again: boolean;
  readonly onSigned: () => void;
}

/** Looking at what would be frozen, and signing it with the password. */
export function Signing({ year, again, onSigned }: SigningProps) {
  const { t } = useStrings('years');
  const words = useFailureWords();
  const [preview, setPreview] = useState<ClosePreview>();
  const [fault, setFault] = useState<unknown>(null);

  function look(): void {
    setFault(null);
    engine.closePreview(year).then(setPreview, setFault);
  }

  return (
    <section aria-labelledby="signing-title">
      <h3 id="signing-title">{t(again ? 'signing.againTitle' : 'signing.title', { year })}</h3>
      {!preview && (
        <>
          <p className="note intro">{t('signing.intro')}</p>
          <p className="acts">
            <button type="button" className="scene" onClick={look}>
              {t('signing.look')}
            </button>
          </p>
        </>
      )}
      {fault !== null && <p role="alert">{words(fault)}</p>}
      {preview && (
        <>
          <ToBeSigned preview={preview} />
          {preview.obstacle === null ? (
            <Signature key={preview.figures} preview={preview} onSigned={onSigned} onChanged={look} />
          ) : (
            <p>{t(`obstacle.${preview.obstacle}`, { year, next: year })}</p>
          )}
        </>
      )}
    </section>
  );
}

interface SignatureProps {
  readonly preview: ClosePreview;
  readonly onSigned: () => void;
  /** The figures are no longer those that were looked at. */
  readonly onChanged: () => void;
}

function Signature({ preview, onSigned, onChanged }: SignatureProps) {
  const { t } = useStrings('years');
  const console = useStrings('console').t;
  const [remark, setRemark] = useState('');
  const [password, setPassword] = useState('');
  const { year, figures, edition } = preview;
  const submit = useSubmit(
    () =>
      engine.closeYear(year, { figures, remark, password }).catch((error: unknown) => {
        setPassword('');
        if (error instanceof ApiError && error.field === 'figures') onChanged();
        throw error;
      }),
    onSigned,
    ['password'],
  );
  return (
    <form className="signature" onSubmit={submit.send}>
      <Field
        label={t('signing.remark')}
        hint={t('signing.remarkHint')}
        value={remark}
        maxLength={2000}
        onChange={(e) => setRemark(e.target.value)}
        autoComplete="off"
      />
      <Field
        label={console('password')}
        hint={t('signing.passwordHint')}
        fault={submit.faultOf('password')}
        type="password"
        value={password}
        onChange={(e) => setPassword(e.target.value)}
        autoComplete="current-password"
        required
      />
      {submit.fault !== undefined && <p role="alert">{submit.fault}</p>}
      <p className="acts">
        <button type="submit" disabled={submit.busy}>
          {t('signing.sign', { edition, year })}
        </button>
      </p>
    </form>
  );
}
