import { type ReactNode, useState } from 'react';
import type { Permission, Role } from '../../../electron/contract/access.ts';
import type { UnitNode } from '../../../electron/contract/answers.ts';
import {
  LINKING,
  type OpenIdAnswer,
  type OpenIdTrial,
  PASSWORDS,
} from '../../../electron/contract/openid.ts';
import { useStrings } from '../../ui/index.ts';
import { Field } from '../entry/Field.tsx';
import { useSubmit } from '../entry/useSubmit.ts';
import { useFailureWords } from '../failure.ts';
import { PlaceField } from '../people/PlaceField.tsx';
import { draftOf, type OpenIdDraft, requestOf } from './draft.ts';
import { GroupRoles } from './GroupRoles.tsx';
import { openId } from './openIdApi.ts';
import { RoleChoice } from './RoleChoice.tsx';
import { TrialResult } from './TrialResult.tsx';

interface OpenIdFormProps {
  readonly answer: OpenIdAnswer;
  readonly units: readonly UnitNode[];
  readonly roles: readonly Role[];
  readonly mine: readonly Permission[];
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

const AT_FIELDS = ['issuer', 'clientId', 'clientSecret', 'usernameClaim', 'place', 'newPeople.role'];

/** Sets OpenID; what is typed can be tried before it is kept. */
export function OpenIdForm({ answer, units, roles, mine, onDone, onCancel }: OpenIdFormProps) {
  const { t } = useStrings('openid');
  const words = useFailureWords();
  const [draft, setDraft] = useState(() => draftOf(answer.settings, answer.secretSet));
  const [trial, setTrial] = useState<OpenIdTrial | 'running' | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const submit = useSubmit(() => openId.set(requestOf(draft)), onDone, AT_FIELDS);

  function type(change: Partial<OpenIdDraft>): void {
    setDraft({ ...draft, ...change });
    setTrial(null);
  }
  const text = (key: keyof OpenIdDraft & ('issuer' | 'clientId' | 'clientSecret' | 'nameVi' | 'nameEn')) => ({
    label: t(`form.${key}`),
    value: draft[key],
    onChange: (e: { target: { value: string } }) => type({ [key]: e.target.value }),
    autoComplete: 'off',
    spellCheck: false,
  });

  function tryIt(): void {
    setFault(null);
    setTrial('running');
    openId.test(requestOf(draft)).then(setTrial, (error: unknown) => {
      setTrial(null);
      setFault(error);
    });
  }

  return (
    <form className="person-form openid-form" onSubmit={submit.send}>
      <div className="openid-uris">
        <p>{t('form.redirectUris')}</p>
        <ul>
          {answer.redirectUris.map((uri) => (
            <li key={uri}>
              <code className="token">{uri}</code>
            </li>
          ))}
        </ul>
      </div>
      <Field
        {...text('issuer')}
        hint={t('form.issuerHint')}
        fault={submit.faultOf('issuer')}
        inputMode="url"
        maxLength={500}
        required
      />
      <Field {...text('clientId')} fault={submit.faultOf('clientId')} maxLength={200} required />
      <Choice legend={t('form.secret')}>
        {(['keep', 'give', 'none'] as const)
          .filter((one) => one !== 'keep' || answer.secretSet)
          .map((one) => (
            <Radio
              key={one}
              name="secret"
              checked={draft.secretIs === one}
              onChange={() => type({ secretIs: one })}
            >
              {t(`secret.${one}`)}
            </Radio>
          ))}
      </Choice>
      {draft.secretIs === 'give' && (
        <Field
          {...text('clientSecret')}
          hint={t('form.secretHint')}
          fault={submit.faultOf('clientSecret')}
          type="password"
          autoComplete="new-password"
          maxLength={500}
          required
        />
      )}
      {draft.secretIs !== 'give' && submit.faultOf('clientSecret') !== undefined && (
        <p role="alert">{submit.faultOf('clientSecret')}</p>
      )}
      <Field {...text('nameVi')} hint={t('form.nameHint')} maxLength={60} required />
      <Field {...text('nameEn')} maxLength={60} required />
      <Choice legend={t('form.linking')}>
        {LINKING.map((one) => (
          <Radio
            key={one}
            name="linking"
            checked={draft.linking === one}
            onChange={() => type({ linking: one })}
          >
            {t(`linking.${one}`)} <span className="note">{t(`linkingHint.${one}`)}</span>
          </Radio>
        ))}
      </Choice>
      <Choice legend={t('form.newPeople')}>
        <Check checked={draft.makes} onChange={(makes) => type({ makes })}>
          {t('form.makes')}
        </Check>
      </Choice>
      {draft.makes && (
        <>
          <RoleChoice
            label={t('form.role')}
            role={draft.role}
            roles={roles.filter(({ permissions }) => !permissions.includes('people.manage'))}
            mine={mine}
            onRole={(role) => type({ role })}
            fault={submit.faultOf('newPeople.role')}
          />
          <PlaceField
            place={draft.place}
            units={units}
            onPlace={(place) => type({ place })}
            fault={submit.faultOf('place')}
          />
        </>
      )}
      <Choice legend={t('form.groups')}>
        <Check checked={draft.byGroups} onChange={(byGroups) => type({ byGroups })}>
          {t('form.byGroups')}
        </Check>
      </Choice>
      {draft.byGroups && <GroupRoles draft={draft} roles={roles} mine={mine} onDraft={type} />}
      <Choice legend={t('form.passwords')}>
        {PASSWORDS.map((one) => (
          <Radio
            key={one}
            name="passwords"
            checked={draft.passwords === one}
            onChange={() => type({ passwords: one })}
          >
            {t(`passwords.${one}`)}
          </Radio>
        ))}
      </Choice>
      <details className="more">
        <summary>{t('form.more')}</summary>
        <div className="person-form">
          <Field
            label={t('form.usernameClaim')}
            hint={t('form.usernameClaimHint')}
            fault={submit.faultOf('usernameClaim')}
            value={draft.usernameClaim}
            onChange={(e) => type({ usernameClaim: e.target.value })}
            maxLength={100}
          />
          {(['scopes', 'acr', 'amr'] as const).map((key) => (
            <Field
              key={key}
              label={t(`form.${key}`)}
              hint={t(`form.${key}Hint`)}
              value={draft[key]}
              onChange={(e) => type({ [key]: e.target.value })}
              spellCheck={false}
            />
          ))}
          <label className="openid-pem">
            {t('form.authority')} <span className="note">{t('form.authorityHint')}</span>
            <textarea
              rows={4}
              value={draft.authority}
              spellCheck={false}
              onChange={(e) => type({ authority: e.target.value })}
            />
          </label>
        </div>
      </details>
      {trial !== null && <TrialResult trial={trial} />}
      {(submit.fault !== undefined || fault !== null) && <p role="alert">{submit.fault ?? words(fault)}</p>}
      <p className="acts">
        <button type="submit" disabled={submit.busy}>
          {t('form.save')}
        </button>
        <button type="button" className="quiet" disabled={trial === 'running'} onClick={tryIt}>
          {t('form.try')}
        </button>
        <button type="button" className="quiet" onClick={onCancel}>
          {t('cancel')}
        </button>
      </p>
    </form>
  );
}

function Choice({ legend, children }: { readonly legend: string; readonly children: ReactNode }) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {children}
    </fieldset>
  );
}

interface RadioProps {
  readonly name: string;
  readonly checked: boolean;
  readonly onChange: () => void;
  readonly children: ReactNode;
}

function Radio({ name, checked, onChange, children }: RadioProps) {
  return (
    <label className="check">
      <input type="radio" name={name} checked={checked} onChange={onChange} /> {children}
    </label>
  );
}

interface CheckProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}

function Check({ checked, onChange, children }: CheckProps) {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} onChange={(e) => onChange(e.target.checked)} /> {children}
    </label>
  );
}
