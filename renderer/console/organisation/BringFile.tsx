import { useState } from 'react';
import { ORGANISATION_FILE_BYTES_MOST } from '../../../electron/contract/organisation.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { ApiError } from '../call.ts';
import { goTo } from '../desk/page.ts';
import { useFailureWords } from '../failure.ts';
import { FileDrop } from '../files/FileDrop.tsx';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { fileFaultOf, organisation, organisationFile } from './organisationApi.ts';

interface BringFileProps {
  readonly people: boolean;
  /** The day whose tree is shown and taken out. */
  readonly day: string | null;
}

/** Taking the organisation out as a file, and bringing one: chosen or dropped. */
export function BringFile({ people, day }: BringFileProps) {
  const { t } = useStrings('organisation');
  const locale = useLocale();
  const words = useFileWords();
  const [reading, setReading] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);

  function bring(file: File): void {
    if (reading !== null) return;
    setFault(null);
    if (file.size > ORGANISATION_FILE_BYTES_MOST) return setFault(t('problem.too_large'));
    setReading(file.name);
    organisation.bring(file).then(
      ({ number }) => goTo('organisation', String(number)),
      (error: unknown) => {
        setReading(null);
        setFault(words(error));
      },
    );
  }

  return (
    <section aria-labelledby="files-title">
      <h3 id="files-title">{t('files.title')}</h3>
      <p className="note intro">{t('files.intro')}</p>
      <p className="acts file-links">
        <a href={organisationFile('workbook', day, locale)} download>
          {t('files.workbook')}
        </a>
        <a href={organisationFile('units', day, locale)} download>
          {t('files.units')}
        </a>
        {people && (
          <a href={organisationFile('officers', day, locale)} download>
            {t('files.officers')}
          </a>
        )}
      </p>
      <FileDrop
        words={t('files.drop')}
        choose={t('files.choose')}
        limits={t('files.limits')}
        accept=".csv,.xlsx,.txt"
        reading={reading === null ? null : t('files.reading', { file: reading })}
        onFile={bring}
        onMany={() => setFault(t('oneFile'))}
      />
      {fault !== null && <p role="alert">{fault}</p>}
      <Brought />
    </section>
  );
}

/** The sentence for a file that cannot be taken: with the row or column at fault where the engine named one. */
export function useFileWords(): (error: unknown) => string {
  const { t } = useStrings('organisation');
  const words = useFailureWords();
  return (error) => {
    const fault = fileFaultOf(error);
    if (error instanceof ApiError && error.status === 429) return t('problem.too_many');
    return fault === null
      ? words(error)
      : t(`problem.${fault.reason}`, { row: fault.row, column: fault.column });
  };
}

/** Files that were brought: those that wait are gone on with. */
function Brought() {
  const { t } = useStrings('organisation');
  const { value } = useAsked(organisation.imports);
  if (!value || value.length === 0) return null;
  return (
    <>
      <h4 id="brought-title">{t('brought.title')}</h4>
      <ul className="brought" aria-labelledby="brought-title">
        {value.map(({ number, file, by, at, applied }) => (
          <li key={number}>
            {applied === null ? (
              <a href={`#organisation/${number}`}>
                <bdi className="long">{file}</bdi>
              </a>
            ) : (
              <bdi className="long">{file}</bdi>
            )}{' '}
            <span className="note">
              {applied === null
                ? t('brought.waits', { by, when: whenText(at) })
                : t('brought.applied', { ...applied, when: whenText(applied.at) })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
