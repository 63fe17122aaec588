import { useState } from 'react';
import type { Permission, Role } from '../../../electron/contract/access.ts';
import type { UnitNode } from '../../../electron/contract/answers.ts';
import type { OpenIdAnswer, OpenIdSettings } from '../../../electron/contract/openid.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { ActsAndRemoval } from '../ActsAndRemoval.tsx';
import { useFailureWords } from '../failure.ts';
import { placeName } from '../people/placeName.ts';
import { useRoleName } from '../roleName.ts';
import { OpenIdForm } from './OpenIdForm.tsx';
import { openId } from './openIdApi.ts';
import './openid.css';

interface OpenIdSectionProps {
  readonly answer: OpenIdAnswer;
  readonly units: readonly UnitNode[];
  readonly roles: readonly Role[];
  readonly mine: readonly Permission[];
  readonly onChanged: () => void;
}

/** Signing in through the agency's own provider: how it is set, and the way to set it. */
export function OpenIdSection({ answer, units, roles, mine, onChanged }: OpenIdSectionProps) {
  const { t } = useStrings('openid');
  const words = useFailureWords();
  const [editing, setEditing] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const { settings } = answer;

  function remove(): void {
    setFault(null);
    openId.remove().then(onChanged, setFault);
  }

  return (
    <section aria-labelledby="openid-title">
      <h3 id="openid-title">{t('title')}</h3>
      <p className="note intro">{t('intro')}</p>
      {fault !== null && <p role="alert">{words(fault)}</p>}
      {editing ? (
        <OpenIdForm
          answer={answer}
          units={units}
          roles={roles}
          mine={mine}
          onCancel={() => setEditing(false)}
          onDone={() => {
            setEditing(false);
            onChanged();
          }}
        />
      ) : (
        <>
          {settings === null ? (
            <p>{t('notSet')}</p>
          ) : (
            <Summary settings={settings} units={units} roles={roles} />
          )}
          <p className="acts">
            <ActsAndRemoval
              words={{ sure: t('sure'), remove: t('remove'), cancel: t('cancel') }}
              removable={settings !== null}
              onRemove={remove}
            >
              <button type="button" onClick={() => setEditing(true)}>
                {t(settings === null ? 'setUp' : 'change')}
              </button>
            </ActsAndRemoval>
          </p>
        </>
      )}
    </section>
  );
}

function Summary({
  settings,
  units,
  roles,
}: {
  readonly settings: OpenIdSettings;
  readonly units: readonly UnitNode[];
  readonly roles: readonly Role[];
}) {
  const { t } = useStrings('openid');
  const people = useStrings('people').t;
  const locale = useLocale();
  const roleName = useRoleName();
  const named = (id: string) => roleName(id, roles.find((one) => one.id === id)?.name ?? null);
  const { name, issuer, linking, newPeople, groups, passwords } = settings;
  const place = newPeople && (placeName(newPeople.place, units) ?? people('whole'));
  return (
    <dl className="openid-facts">
      <dt>{t('form.button')}</dt>
      <dd>{name[locale]}</dd>
      <dt>{t('form.issuer')}</dt>
      <dd>{issuer}</dd>
      <dt>{t('form.linking')}</dt>
      <dd>{t(`linking.${linking}`)}</dd>
      <dt>{t('form.newPeople')}</dt>
      <dd>{newPeople === null ? t('nobodyMade') : `${named(newPeople.role)}, ${place}`}</dd>
      {groups !== null && (
        <>
          <dt>{t('form.groups')}</dt>
          <dd>{groups.roles.map(({ group, role }) => `${group} → ${named(role)}`).join('; ')}</dd>
        </>
      )}
      <dt>{t('form.passwords')}</dt>
      <dd>{t(`passwords.${passwords}`)}</dd>
    </dl>
  );
}
