import { useId } from 'react';
import type { UnitNode } from '../../../electron/contract/answers.ts';
import type { Standing } from '../../../electron/contract/access.ts';
import { useStrings } from '../../ui/index.ts';
import { fromTheTop } from './placeName.ts';

interface StandingFieldsProps {
  readonly standing: Standing;
  readonly units: readonly UnitNode[];
  readonly onStanding: (standing: Standing) => void;
  readonly fault?: string | undefined;
}

/** The part of the organisation somebody may see, and whether single cases are shown to them. */
export function StandingFields({ standing, units, onStanding, fault }: StandingFieldsProps) {
  const { t } = useStrings('people');
  const id = useId();
  const { place, permissions } = standing;
  const listed = fromTheTop(units);
  return (
    <>
      <div className="field" data-fault={fault === undefined ? undefined : true}>
        <label htmlFor={id}>{t('place')}</label>
        <select
          id={id}
          value={place ?? ''}
          onChange={(e) => onStanding({ ...standing, place: e.target.value || null })}
        >
          <option value="">{t('whole')}</option>
          {place !== null && !listed.some(({ unit }) => unit === place) && (
            <option value={place}>{place}</option>
          )}
          {listed.map(({ unit, name, depth }) => (
            <option key={unit} value={unit}>
              {'\u2003'.repeat(depth)}
              {name}
            </option>
          ))}
        </select>
        <p className="field-words" role={fault === undefined ? undefined : 'alert'}>
          {fault ?? t('placeHint')}
        </p>
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={permissions.includes('cases.read')}
          onChange={(e) => onStanding({ ...standing, permissions: e.target.checked ? ['cases.read'] : [] })}
        />{' '}
        {t('casesLong')}
      </label>
    </>
  );
}
