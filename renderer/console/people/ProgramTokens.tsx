import { useState } from 'react';
import { type Permission, PERMISSIONS, type TokensAnswer } from '../../../electron/contract/access.ts';
import type { UnitNode } from '../../../electron/contract/answers.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { DayField } from '../DayField.tsx';
import { Field } from '../entry/Field.tsx';
import { useSubmit } from '../entry/useSubmit.ts';
import { useFailureWords } from '../failure.ts';
import { readDay } from '../moments.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { PermissionChecks } from './PermissionChecks.tsx';
import { PlaceField } from './PlaceField.tsx';
import { placeName } from './placeName.ts';

interface ProgramTokensProps {
  readonly units: readonly UnitNode[];
  /** Permissions of whoever makes tokens: no token has more. */
  readonly mine: readonly Permission[];
}

/** Tokens of programs: what each may, where and until when; shown once, ended at any time. */
export function ProgramTokens({ units, mine }: ProgramTokensProps) {
  const { t } = useStrings('people');
  const words = useFailureWords();
  const { value, again } = useAsked(engine.tokens);
  const [made, setMade] = useState<string | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const inForce = value?.tokens.filter(({ kind, revokedAt }) => kind === 'api' && revokedAt === null) ?? [];
  return (
    <section aria-labelledby="tokens-title">
      <h3 id="tokens-title">{t('tokens.title')}</h3>
      <p className="note intro">{t('tokens.intro')}</p>
      {fault !== null && <p role="alert">{words(fault)}</p>}
      {inForce.length > 0 && (
        <div className="scrolled">
          <table className="sources">
            <thead>
              <tr>
                <th scope="col">{t('tokens.name')}</th>
                <th scope="col">{t('permissions')}</th>
                <th scope="col">{t('place')}</th>
                <th scope="col">{t('tokens.until')}</th>
                <th scope="col">{t('lastUsed')}</th>
                <th scope="col" aria-label={t('acts')} />
              </tr>
            </thead>
            <tbody>
              {inForce.map((token) => (
                <Token
                  key={token.id}
                  token={token}
                  place={placeName(token.place, units) ?? t('whole')}
                  onRevoke={() => {
                    setFault(null);
                    engine.revokeToken(token.id).then(again, setFault);
                  }}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {made !== null && (
        <p role="status">
          {t('tokens.made')} <code className="token">{made}</code>
        </p>
      )}
      <NewToken
        units={units}
        mine={mine}
        onMade={(token) => {
          setMade(token);
          again();
        }}
      />
    </section>
  );
}

interface TokenProps {
  readonly token: TokensAnswer['tokens'][number];
  readonly place: string;
  readonly onRevoke: () => void;
}

function Token({ token, place, onRevoke }: TokenProps) {
  const { t } = useStrings('people');
  const { name, createdBy, permissions, expiresAt, lastUsed } = token;
  return (
    <tr>
      <th scope="row">
        {name} <span className="note">{createdBy}</span>
      </th>
      <td>{permissions.map((one) => t(`permissionShort.${one}`)).join(', ')}</td>
      <td>{place}</td>
      <td className="when">{expiresAt === null ? t('tokens.noEnd') : whenText(expiresAt)}</td>
      <td className="when">{lastUsed === null ? t('never') : whenText(lastUsed)}</td>
      <td className="row-acts">
        <button
          type="button"
          className="quiet"
          aria-label={t('tokens.revokeNamed', { name })}
          onClick={onRevoke}
        >
          {t('tokens.revoke')}
        </button>
      </td>
    </tr>
  );
}

function NewToken({
  units,
  mine,
  onMade,
}: ProgramTokensProps & { readonly onMade: (token: string) => void }) {
  const { t } = useStrings('people');
  const [name, setName] = useState('');
  const [place, setPlace] = useState<string | null>(null);
  const [until, setUntil] = useState('');
  const [permissions, setPermissions] = useState<Permission[]>([PERMISSIONS[0]]);
  const lastDay = readDay(until);
  const submit = useSubmit(
    () =>
      engine
        // Through the last day, by the clocks of the field.
        .addApiToken({
          name,
          place,
          permissions,
          expiresAt: lastDay === null ? null : `${lastDay}T23:59:59+07:00`,
        })
        .then(onMade),
    () => setName(''),
    ['name', 'place', 'permissions', 'expiresAt'],
  );
  return (
    <details className="more">
      <summary>{t('tokens.new')}</summary>
      <form className="person-form" onSubmit={submit.send}>
        <Field
          label={t('tokens.name')}
          hint={t('tokens.nameHint')}
          fault={submit.faultOf('name')}
          value={name}
          onChange={(e) => setName(e.target.value)}
          maxLength={100}
          autoComplete="off"
          required
        />
        <PermissionChecks
          legend={t('permissions')}
          permissions={permissions}
          mine={mine}
          onPermissions={setPermissions}
          fault={submit.faultOf('permissions')}
        />
        <PlaceField place={place} units={units} onPlace={setPlace} fault={submit.faultOf('place')} />
        <DayField
          label={t('tokens.until')}
          hint={t('tokens.untilHint')}
          fault={submit.faultOf('expiresAt')}
          value={until}
          onChange={setUntil}
        />
        {submit.fault !== undefined && <p role="alert">{submit.fault}</p>}
        <p className="acts">
          <button type="submit" disabled={submit.busy || (until !== '' && lastDay === null)}>
            {t('tokens.make')}
          </button>
        </p>
      </form>
    </details>
  );
}
