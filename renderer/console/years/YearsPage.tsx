import { useCallback, useState } from 'react';
import type { SessionAnswer } from '../../../electron/contract/access.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { Differences } from './Differences.tsx';
import { Editions } from './Editions.tsx';
import { Signing } from './Signing.tsx';
import { Verification } from './Verification.tsx';
import './years.css';

/** Years that are over: which were signed, what was signed, and where live figures differ by now. */
export function YearsPage({ person }: { readonly person: SessionAnswer }) {
  const { t } = useStrings('years');
  const words = useFailureWords();
  const { value, error, again } = useAsked(engine.years);
  const [chosen, setChosen] = useState<number | null>(null);
  if (error !== null) return <p role="alert">{words(error)}</p>;
  if (!value) return null;
  const year = chosen ?? value.years[0]?.year ?? null;
  return (
    <>
      <section aria-labelledby="years-title">
        <h2 id="years-title">{t('title')}</h2>
        <p className="note intro">{t('intro')}</p>
        {value.years.length === 0 && <p className="note">{t('none')}</p>}
        <div className="years" role="group" aria-labelledby="years-title">
          {value.years.map(({ year: one, newest }) => (
            <button
              key={one}
              type="button"
              className="scene"
              aria-pressed={one === year}
              onClick={() => setChosen(one)}
            >
              {t('year', { year: one })}
              <span className="note">
                {newest === null
                  ? t('open')
                  : t('signed', { edition: newest.edition, when: whenText(newest.closedAt) })}
              </span>
            </button>
          ))}
        </div>
      </section>
      {year !== null && <Year key={year} year={year} person={person} onSigned={again} />}
      <Verification />
    </>
  );
}

interface YearProps {
  readonly year: number;
  readonly person: SessionAnswer;
  readonly onSigned: () => void;
}

function Year({ year, person, onSigned }: YearProps) {
  const { value, again } = useAsked(useCallback(() => engine.editions(year), [year]));
  const newest = value?.editions[0];
  if (!value) return null;
  return (
    <>
      {newest && (
        <>
          <Editions editions={value.editions} mayExport={person.place === null} />
          <Differences key={newest.edition} year={year} edition={newest.edition} />
        </>
      )}
      {person.permissions.includes('years.manage') && (
        <Signing
          key={newest?.edition ?? 0}
          year={year}
          again={newest !== undefined}
          onSigned={() => {
            again();
            onSigned();
          }}
        />
      )}
    </>
  );
}
