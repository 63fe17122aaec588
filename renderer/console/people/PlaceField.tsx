import { useId } from 'react';
import type { UnitNode } from '../../../electron/contract/answers.ts';
import { useStrings } from '../../ui/index.ts';
import { fromTheTop } from './placeName.ts';

interface PlaceFieldProps {
  /** Key of a unit; `null` is the whole organisation. */
  readonly place: string | null;
  readonly units: readonly UnitNode[];
  readonly onPlace: (place: string | null) => void;
  readonly fault?: string | undefined;
}

/** The part of the organisation somebody may see. */
export function PlaceField({ place, units, onPlace, fault }: PlaceFieldProps) {
  const { t } = useStrings('people');
  const id = useId();
  const listed = fromTheTop(units);
  return (
    <div className="field" data-fault={fault === undefined ? undefined : true}>
      <label htmlFor={id}>{t('place')}</label>
      <select
        id={id}
        value={place ?? ''}
        aria-describedby={`${id}-words`}
        onChange={(e) => onPlace(e.target.value || null)}
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
      <p id={`${id}-words`} className="field-words" role={fault === undefined ? undefined : 'alert'}>
        {fault ?? t('placeHint')}
      </p>
    </div>
  );
}
