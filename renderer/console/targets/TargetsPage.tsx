import { useCallback, useState } from 'react';
import type { SessionAnswer } from '../../../electron/contract/access.ts';
import { yearOf } from '../../../electron/contract/calendar.ts';
import { useCatalogue, useLive } from '../../data/index.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { Select } from '../alerts/Select.tsx';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { Help } from '../help/Help.tsx';
import { fromTheTop } from '../people/placeName.ts';
import { useAsked } from '../useAsked.ts';
import { ProposalList } from './ProposalList.tsx';
import { TargetEdit } from './TargetEdit.tsx';
import { targets } from './targetsApi.ts';
import '../people/people.css';
import './targets.css';

/** Years that can be looked at besides the one that runs. */
const YEARS_BACK = 3;

/** Targets of a unit and its parts: how they stand, what is needed, and proposing others. */
export function TargetsPage({ person }: { readonly person: SessionAnswer }) {
  const { t } = useStrings('targets');
  const words = useFailureWords();
  const locale = useLocale();
  const units = useAsked(engine.units).value;
  const catalogue = useCatalogue();
  const now = useLive((s) => yearOf(s.now));
  const [unit, setUnit] = useState('');
  const [year, setYear] = useState(now);
  const [indicator, setIndicator] = useState('case_completion_rate');
  const top = units?.find(({ parent, nature }) => parent === null && nature !== 'published') ?? units?.[0];
  const asked = unit === '' ? (top?.unit ?? '') : unit;
  const ask = useCallback(
    () => (asked === '' ? Promise.resolve(null) : targets.sheet(asked, year)),
    [asked, year],
  );
  const { value: sheet, error, again } = useAsked(ask);
  const mayPropose = person.place === null && person.permissions.includes('targets.propose');
  const kind = sheet?.indicators.find(({ key }) => key === indicator) ?? sheet?.indicators[0];
  return (
    <>
      <section aria-labelledby="targets-title">
        <h2 id="targets-title">
          {t('title')} <Help topic="targets" />
        </h2>
        <p className="note intro">{t('intro')}</p>
        {units?.length === 0 && <p className="note">{t('none')}</p>}
        <div className="target-choice">
          <Select
            label={t('unit')}
            value={asked}
            choices={fromTheTop(units ?? []).map((one) => [one.unit, '\u2003'.repeat(one.depth) + one.name])}
            onChoose={setUnit}
          />
          <Select
            label={t('indicator')}
            value={kind?.key ?? ''}
            choices={(sheet?.indicators ?? []).map(({ key }) => [
              key,
              catalogue.get(key)?.name[locale] ?? key,
            ])}
            onChoose={setIndicator}
          />
          <Select
            label={t('year')}
            value={String(year)}
            choices={Array.from({ length: YEARS_BACK + 1 }, (_, i) => [String(now - i), String(now - i)])}
            onChoose={(one) => setYear(Number(one))}
          />
        </div>
        {error !== null && <p role="alert">{words(error)}</p>}
        {sheet && kind && (
          <TargetEdit
            key={`${asked} ${year} ${kind.key}`}
            sheet={sheet}
            unit={asked}
            kind={kind}
            mayPropose={mayPropose}
            onProposed={again}
          />
        )}
      </section>
      {person.place === null && <ProposalList person={person} onDecided={again} />}
    </>
  );
}
