import { useCallback, useMemo, useState } from 'react';
import type { OrganisationUnit } from '../../../electron/contract/organisation.ts';
import { useStrings } from '../../ui/index.ts';
import { DayField } from '../DayField.tsx';
import { Field } from '../entry/Field.tsx';
import { useFailureWords } from '../failure.ts';
import { Help } from '../help/Help.tsx';
import { readDay } from '../moments.ts';
import { useAsked } from '../useAsked.ts';
import { dayText } from './dayText.ts';
import { found, type Placed, placed, turning } from './foundUnits.ts';
import { organisation } from './organisationApi.ts';

/** Days around the chosen one in which what begins and ends is named. */
const NEAR_DAYS = 30;
/** Rows shown at first: more are shown when asked for. */
const SHOWN = 300;
/** Deeper ones are set in no further. */
const DEPTH_MOST = 4;

interface TreeViewProps {
  readonly day: string | null;
  readonly onDay: (day: string | null) => void;
}

/** The tree as it is on a chosen day. */
export function TreeView({ day, onDay }: TreeViewProps) {
  const { t } = useStrings('organisation');
  const words = useFailureWords();
  const ask = useCallback(() => organisation.tree(day), [day]);
  const { value, error } = useAsked(ask);
  const [typed, setTyped] = useState('');
  const [sought, setSought] = useState('');
  const [ended, setEnded] = useState(false);
  const [shown, setShown] = useState(SHOWN);
  const units = useMemo(() => placed(value?.units ?? []), [value]);
  const wanted = useMemo(
    () => found(units, sought, ({ standing }) => ended || standing !== 'ended'),
    [units, sought, ended],
  );

  return (
    <section aria-labelledby="organisation-title">
      <div className="titled">
        <h2 id="organisation-title">{t('title')}</h2>
        <Help topic="organisation" />
      </div>
      <div className="organisation-filter">
        <DayField
          label={t('day')}
          hint={t('dayHint')}
          value={typed}
          onChange={(text) => {
            setTyped(text);
            const read = readDay(text);
            if (text === '' || read !== null) onDay(read);
          }}
        />
        <Field
          label={t('search')}
          hint={t('searchHint')}
          value={sought}
          onChange={(e) => setSought(e.target.value)}
          type="search"
          autoComplete="off"
          spellCheck={false}
        />
        <label className="check">
          <input type="checkbox" checked={ended} onChange={(e) => setEnded(e.target.checked)} />{' '}
          {t('withEnded')}
        </label>
      </div>
      {error !== null && <p role="alert">{words(error)}</p>}
      {value && (
        <>
          <p className="note" role="status">
            {t('counted', { count: wanted.filter(({ hit }) => hit).length, day: dayText(value.day) })}
          </p>
          <Turning units={value.units} day={value.day} />
          {value.units.length === 0 ? (
            <p>{t('none')}</p>
          ) : (
            <table className="sources units">
              <thead>
                <tr>
                  <th scope="col">{t('column.name')}</th>
                  <th scope="col">{t('column.code')}</th>
                  <th scope="col">{t('column.level')}</th>
                  <th scope="col" className="number">
                    {t('column.officers')}
                  </th>
                  <th scope="col">{t('column.valid')}</th>
                </tr>
              </thead>
              <tbody>
                {wanted.slice(0, shown).map((unit) => (
                  <UnitRow key={unit.unit} unit={unit} hit={unit.hit} />
                ))}
              </tbody>
            </table>
          )}
          {wanted.length > shown && (
            <p className="acts">
              <button type="button" className="quiet" onClick={() => setShown(shown + SHOWN)}>
                {t('more', { count: wanted.length - shown })}
              </button>
            </p>
          )}
        </>
      )}
    </section>
  );
}

function UnitRow({ unit, hit }: { readonly unit: Placed; readonly hit: boolean }) {
  const { t } = useStrings('organisation');
  const { name, depth, level, officers, from, to, standing } = unit;
  return (
    <tr data-standing={standing} data-hit={hit} data-depth={Math.min(depth, DEPTH_MOST)}>
      <th scope="row">
        <bdi className="long">{name}</bdi>
        {standing !== 'open' && <span className="standing">{t(`standing.${standing}`)}</span>}
      </th>
      <td>
        <code className="long">{unit.unit}</code>
      </td>
      <td>{t(`level.${level}`)}</td>
      <td className="number">{officers > 0 && t('officers', { count: officers })}</td>
      <td className="when">
        {from !== null && t('from', { day: dayText(from) })}
        {from !== null && to !== null && ' '}
        {to !== null && t('to', { day: dayText(to) })}
      </td>
    </tr>
  );
}

/** What begins and ends around the chosen day. */
function Turning({ units, day }: { readonly units: readonly OrganisationUnit[]; readonly day: string }) {
  const { t } = useStrings('organisation');
  const list = turning(units, day, NEAR_DAYS);
  if (list.length === 0) return null;
  return (
    <div className="turning">
      <h3>{t('turning', { count: NEAR_DAYS })}</h3>
      <ul>
        {list.map((one) => (
          <li key={`${one.unit.unit}/${String(one.begins)}`}>
            <b className="when">{dayText(one.day)}</b> <bdi className="long">{one.unit.name}</bdi>{' '}
            <span className="note">{t(one.begins ? 'begins' : 'ends')}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
