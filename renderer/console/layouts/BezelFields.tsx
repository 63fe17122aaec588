/** The rims of monitors that a canvas goes on behind, in pixels or in millimetres. */
import { useId } from 'react';
import type { Bezel } from '../../../electron/contract/layouts.ts';
import { useStrings } from '../../ui/index.ts';
import { TypedNumber } from './TypedNumber.tsx';

const SIDES = ['left', 'right', 'top', 'bottom'] as const;
const NOTHING = { left: 0, right: 0, top: 0, bottom: 0 };
/** As the schema has them. */
const SIDE_MAX = 500;
const WIDTH = { least: 50, most: 5_000 };
/** The picture of a 55-inch monitor, mm. */
const USUAL_WIDTH = 1_210;

interface BezelFieldsProps {
  readonly bezel: Bezel | undefined;
  readonly onChange: (bezel: Bezel | undefined) => void;
}

export function BezelFields({ bezel, onChange }: BezelFieldsProps) {
  const { t } = useStrings('layouts');
  const id = useId();

  function measureIn(unit: string): void {
    const { left, right, top, bottom } = bezel ?? NOTHING;
    const sides = { left, right, top, bottom };
    if (unit === 'px') onChange({ unit, ...sides });
    else if (unit === 'mm') onChange({ unit, ...sides, width: USUAL_WIDTH });
    else onChange(undefined);
  }

  return (
    <fieldset className="config-group">
      <legend>{t('bezel.title')}</legend>
      <div className="config-field">
        <label htmlFor={id}>{t('bezel.unit')}</label>
        <select id={id} value={bezel?.unit ?? ''} onChange={(e) => measureIn(e.target.value)}>
          {['', 'px', 'mm'].map((unit) => (
            <option key={unit} value={unit}>
              {t(`bezel.in.${unit === '' ? 'none' : unit}`)}
            </option>
          ))}
        </select>
      </div>
      {bezel && (
        <div className="layouts-bezel">
          {SIDES.map((side) => (
            <TypedNumber
              key={side}
              label={t(`bezel.${side}`)}
              value={bezel[side]}
              least={0}
              most={SIDE_MAX}
              onChange={(n) => onChange({ ...bezel, [side]: n })}
            />
          ))}
          {bezel.unit === 'mm' && (
            <TypedNumber
              label={t('bezel.width')}
              value={bezel.width}
              {...WIDTH}
              onChange={(width) => onChange({ ...bezel, width })}
            />
          )}
        </div>
      )}
    </fieldset>
  );
}
