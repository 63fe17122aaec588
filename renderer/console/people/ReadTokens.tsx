import { useState } from 'react';
import type { UnitNode } from '../../../electron/contract/answers.ts';
import type { Standing } from '../../../electron/contract/access.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { Field } from '../entry/Field.tsx';
import { useSubmit } from '../entry/useSubmit.ts';
import { useFailureWords } from '../failure.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { placeName } from './placeName.ts';
import { StandingFields } from './StandingFields.tsx';

/** Tokens of programs that read figures: each for a part of the organisation, shown once, ended at any time. */
export function ReadTokens({ units }: { readonly units: readonly UnitNode[] }) {
  const { t } = useStrings('people');
  const words = useFailureWords();
  const { value, again } = useAsked(engine.tokens);
  const [made, setMade] = useState<string | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const standing = value?.tokens.filter(({ scope, revokedAt }) => scope === 'read' && revokedAt === null);
  return (
    <section aria-labelledby="tokens-title">
      <h2 id="tokens-title">{t('tokens.title')}</h2>
      <p className="note intro">{t('tokens.intro')}</p>
      {fault !== null && <p role="alert">{words(fault)}</p>}
      {standing && standing.length > 0 && (
        <div className="scrolled">
          <table className="sources">
            <thead>
              <tr>
                <th scope="col">{t('tokens.name')}</th>
                <th scope="col">{t('place')}</th>
                <th scope="col">{t('cases')}</th>
                <th scope="col">{t('since')}</th>
                <th scope="col" aria-label={t('acts')} />
              </tr>
            </thead>
            <tbody>
              {standing.map((token) => (
                <tr key={token.id}>
                  <th scope="row">
                    {token.name} <span className="note">{token.createdBy}</span>
                  </th>
                  <td>{placeName(token.place, units) ?? t('whole')}</td>
                  <td>{t(token.permissions.includes('cases.read') ? 'yes' : 'no')}</td>
                  <td className="when">{whenText(token.createdAt)}</td>
                  <td className="row-acts">
                    <button
                      type="button"
                      className="quiet"
                      onClick={() => {
                        setFault(null);
                        engine.revokeToken(token.id).then(again, setFault);
                      }}
                    >
                      {t('tokens.revoke')}
                    </button>
                  </td>
                </tr>
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
        onMade={(token) => {
          setMade(token);
          again();
        }}
      />
    </section>
  );
}

function NewToken({
  units,
  onMade,
}: {
  readonly units: readonly UnitNode[];
  readonly onMade: (token: string) => void;
}) {
  const { t } = useStrings('people');
  const [name, setName] = useState('');
  const [standing, setStanding] = useState<Standing>({ place: null, permissions: [] });
  const submit = useSubmit(
    () => engine.addReadToken({ name, ...standing }).then(onMade),
    () => setName(''),
    ['name', 'place'],
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
        <StandingFields
          standing={standing}
          units={units}
          onStanding={setStanding}
          fault={submit.faultOf('place')}
        />
        {submit.fault !== undefined && <p role="alert">{submit.fault}</p>}
        <p className="acts">
          <button type="submit" disabled={submit.busy}>
            {t('tokens.make')}
          </button>
        </p>
      </form>
    </details>
  );
}
