import { useState } from 'react';
import type { Permission, UsersAnswer } from '../../../electron/contract/access.ts';
import { useStrings } from '../../ui/index.ts';
import { ActsAndRemoval } from '../ActsAndRemoval.tsx';
import { Sessions } from '../account/Sessions.tsx';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { openId } from '../openid/openIdApi.ts';
import { OpenIdSection } from '../openid/OpenIdSection.tsx';
import { PersonLink } from '../openid/PersonLink.tsx';
import { useRoleName } from '../roleName.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { PersonForm } from './PersonForm.tsx';
import { placeName } from './placeName.ts';
import { ProgramTokens } from './ProgramTokens.tsx';
import { Roles } from './Roles.tsx';
import './people.css';

interface PeoplePageProps {
  readonly me: string;
  readonly mine: readonly Permission[];
}

/** Who may sign in, as what, and which part of the organisation they may see; and the tokens of programs. */
export function PeoplePage({ me, mine }: PeoplePageProps) {
  const { t } = useStrings('people');
  const words = useFailureWords();
  const { value, error, again } = useAsked(engine.people);
  const roles = useAsked(engine.roles);
  const provider = useAsked(openId.now);
  const roleName = useRoleName();
  const units = useAsked(engine.units).value ?? [];
  const [editing, setEditing] = useState<UsersAnswer['users'][number] | 'new' | null>(null);
  const [fault, setFault] = useState<unknown>(null);

  function edited(): void {
    setEditing(null);
    again();
    roles.again();
    provider.again();
  }

  if (editing !== null)
    return (
      <>
        <PersonForm
          {...(editing !== 'new' && { person: editing })}
          units={units}
          roles={roles.value?.roles ?? []}
          mine={mine}
          hasProvider={typeof provider.value?.settings?.issuer === 'string'}
          onCancel={() => setEditing(null)}
          onDone={edited}
        />
        {editing !== 'new' && provider.value?.settings && (
          <PersonLink person={editing} waiting={provider.value.waiting} onDone={edited} />
        )}
      </>
    );

  const ownName = (id: string) => roles.value?.roles.find((one) => one.id === id)?.name ?? null;

  function remove(username: string): void {
    setFault(null);
    engine.removePerson(username).then(again, setFault);
  }

  return (
    <>
      <section aria-labelledby="people-title">
        <h2 id="people-title">{t('title')}</h2>
        <p className="note intro">{t('intro')}</p>
        <p className="acts">
          <button type="button" onClick={() => setEditing('new')}>
            {t('add')}
          </button>
        </p>
        {(error !== null || fault !== null) && <p role="alert">{words(error ?? fault)}</p>}
        <div className="scrolled">
          <table className="sources">
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col">{t('role')}</th>
                <th scope="col">{t('place')}</th>
                <th scope="col">{t('since')}</th>
                <th scope="col" aria-label={t('acts')} />
              </tr>
            </thead>
            <tbody>
              {value?.users.map((person) => (
                <tr key={person.username}>
                  <th scope="row">
                    {person.username} {person.username === me && <span className="note">{t('you')}</span>}
                    {person.openId !== null && <span className="note person-way">{t('linked')}</span>}
                    {!person.password && <span className="note person-way">{t('passwordless')}</span>}
                  </th>
                  <td>{roleName(person.role, ownName(person.role))}</td>
                  <td>{placeName(person.place, units) ?? t('whole')}</td>
                  <td className="when">{whenText(person.createdAt)}</td>
                  <td className="row-acts">
                    <ActsAndRemoval
                      words={{
                        sure: t('sure', { name: person.username }),
                        remove: t('remove'),
                        cancel: t('cancel'),
                      }}
                      removeNamed={t('removeNamed', { name: person.username })}
                      removable={person.username !== me}
                      onRemove={() => remove(person.username)}
                    >
                      <button type="button" className="quiet" onClick={() => setEditing(person)}>
                        {t('change')}
                      </button>
                      {person.secondFactor && (
                        <button
                          type="button"
                          className="quiet"
                          aria-label={t('takeOffNamed', { name: person.username })}
                          onClick={() => {
                            setFault(null);
                            engine.takeSecondFactorOff(person.username).then(again, setFault);
                          }}
                        >
                          {t('takeOff')}
                        </button>
                      )}
                    </ActsAndRemoval>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {roles.value && <Roles roles={roles.value.roles} mine={mine} onChanged={roles.again} />}
      {provider.value && roles.value && (
        <OpenIdSection
          answer={provider.value}
          units={units}
          roles={roles.value.roles}
          mine={mine}
          onChanged={() => {
            provider.again();
            again();
          }}
        />
      )}
      <Sessions
        title={t('sessions.title')}
        intro={t('sessions.intro')}
        named
        ask={engine.sessions}
        end={engine.endSession}
      />
      <ProgramTokens units={units} mine={mine} />
    </>
  );
}
