import type { ReactNode } from 'react';
import type { UnitNode } from '../../../electron/contract/answers.ts';
import { VALUE_BANDS } from '../../../electron/contract/breakdown.ts';
import { CATEGORIES, INITIATIONS } from '../../../electron/contract/events.ts';
import { CASE_LETTERS } from '../../../electron/contract/letters.ts';
import { useStrings } from '../../ui/index.ts';
import { fromTheTop } from '../people/placeName.ts';
import { whenText } from '../whenText.ts';
import type { CasesView } from './caseAddress.ts';

interface CasesFilterProps {
  readonly view: CasesView & { readonly unit: string };
  readonly units: readonly UnitNode[];
  readonly onChange: (change: Partial<CasesView>) => void;
}

/** What a list of cases is of. Every choice stands in the address. */
export function CasesFilter({ view, units, onChange }: CasesFilterProps) {
  const { t } = useStrings('cases');
  const letters = useStrings('years').t;
  const sorts = useStrings('questions').t;
  const known = units.some(({ unit }) => unit === view.unit);
  return (
    <div className="cases-filter" role="group" aria-label={t('filter')}>
      <Choice label={t('unit')} value={view.unit} onChoose={(unit) => onChange({ unit })}>
        {!known && <option value={view.unit}>{view.unit}</option>}
        {fromTheTop(units).map(({ unit, name, depth }) => (
          <option key={unit} value={unit}>
            {'\u2003'.repeat(depth)}
            {name}
          </option>
        ))}
      </Choice>
      <Choice
        label={t('figure')}
        value={view.letter}
        onChoose={(letter) => onChange({ letter: CASE_LETTERS.find((one) => one === letter) ?? 'A' })}
      >
        {CASE_LETTERS.map((letter) => (
          <option key={letter} value={letter}>
            {letters(`letter.${letter}`)}
          </option>
        ))}
      </Choice>
      <Choice
        label={t('of')}
        value={view.of}
        onChoose={(of) => onChange({ of: of === 'money' ? 'money' : 'cases' })}
      >
        <option value="cases">{t('ofCases')}</option>
        <option value="money">{t('ofMoney')}</option>
      </Choice>
      <Choice
        label={t('category')}
        value={view.category ?? ''}
        onChoose={(value) => onChange({ category: CATEGORIES.find((one) => one === value) })}
      >
        <option value="">{t('all')}</option>
        {CATEGORIES.map((one) => (
          <option key={one} value={one}>
            {sorts(`category.${one}`)}
          </option>
        ))}
      </Choice>
      <Choice
        label={t('initiation')}
        value={view.initiation ?? ''}
        onChoose={(value) => onChange({ initiation: INITIATIONS.find((one) => one === value) })}
      >
        <option value="">{t('all')}</option>
        {INITIATIONS.map((one) => (
          <option key={one} value={one}>
            {sorts(`initiation.${one}`)}
          </option>
        ))}
      </Choice>
      <Choice
        label={t('band')}
        value={view.band ?? ''}
        onChoose={(value) => onChange({ band: VALUE_BANDS.find(({ key }) => key === value)?.key })}
      >
        <option value="">{t('all')}</option>
        {VALUE_BANDS.map(({ key }) => (
          <option key={key} value={key}>
            {t(`bands.${key}`)}
          </option>
        ))}
      </Choice>
      {view.at !== undefined && (
        <p className="cases-moment">
          {t('moment', { when: whenText(view.at) })}{' '}
          <button
            type="button"
            className="quiet"
            onClick={() => onChange({ at: undefined, year: undefined })}
          >
            {t('toNow')}
          </button>
        </p>
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChoose: (value: string) => void;
  readonly children: ReactNode;
}

function Choice({ label, value, onChoose, children }: ChoiceProps) {
  return (
    <label>
      {label}
      <select value={value} onChange={(e) => onChoose(e.target.value)}>
        {children}
      </select>
    </label>
  );
}
