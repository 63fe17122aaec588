import { useState } from 'react';
import type { ScheduleAnswer, ScheduleEntry } from '../../../electron/contract/schedules.ts';
import { useStrings } from '../../ui/index.ts';
import { ActsAndRemoval } from '../ActsAndRemoval.tsx';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { useConditionWords, useWhenWords } from './entryWords.ts';
import { useSceneNames } from './useSceneNames.ts';

interface EntriesProps {
  readonly entries: readonly ScheduleEntry[];
  readonly faults: ScheduleAnswer['faults'];
  readonly mayEdit: boolean;
  readonly onAdd: () => void;
  readonly onChange: (entry: ScheduleEntry) => void;
  readonly onRemoved: () => void;
}

/** All entries, the highest rank first. */
export function Entries({ entries, faults, mayEdit, onAdd, onChange, onRemoved }: EntriesProps) {
  const { t } = useStrings('schedule');
  const words = useFailureWords();
  const { nameOf } = useSceneNames();
  const whenWords = useWhenWords();
  const conditionWords = useConditionWords();
  const [error, setError] = useState<unknown>(null);

  function remove(id: number): void {
    setError(null);
    engine.removeEntry(id).catch(setError).finally(onRemoved);
  }

  return (
    <section aria-labelledby="entries-title">
      <h3 id="entries-title">{t('entries.title')}</h3>
      <p className="note intro">{t('entries.rule')}</p>
      {mayEdit && (
        <p className="acts">
          <button type="button" onClick={onAdd}>
            {t('entries.add')}
          </button>
        </p>
      )}
      {error !== null && <p role="alert">{words(error)}</p>}
      {entries.length === 0 ? (
        <p className="note">{t('entries.none')}</p>
      ) : (
        <div className="scrolled">
          <table className="sources">
            <thead>
              <tr>
                <th scope="col">{t('entries.name')}</th>
                <th scope="col">{t('entries.scene')}</th>
                <th scope="col">{t('entries.when')}</th>
                <th scope="col">{t('entries.condition')}</th>
                <th scope="col" className="number">
                  {t('entries.priority')}
                </th>
                {mayEdit && <th scope="col" aria-label={t('entries.acts')} />}
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.id}>
                  <th scope="row">
                    {entry.name} <span className="note">{entry.id}</span>
                    {!entry.enabled && <span className="note"> {t('entries.off')}</span>}
                    <Faults faults={faults.filter((one) => one.entry === entry.id)} />
                  </th>
                  <td>{nameOf(entry.scene)}</td>
                  <td>{whenWords(entry)}</td>
                  <td>{conditionWords(entry.condition)}</td>
                  <td className="number">{entry.priority}</td>
                  {mayEdit && (
                    <td className="row-acts">
                      <ActsAndRemoval
                        words={{
                          sure: t('entries.sure', { name: entry.name }),
                          remove: t('entries.remove'),
                          cancel: t('entries.cancel'),
                        }}
                        removeNamed={t('entries.removeNamed', { name: entry.name })}
                        onRemove={() => remove(entry.id)}
                      >
                        <button
                          type="button"
                          className="quiet"
                          aria-label={t('entries.changeNamed', { name: entry.name })}
                          onClick={() => onChange(entry)}
                        >
                          {t('entries.change')}
                        </button>
                      </ActsAndRemoval>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Faults({ faults }: { readonly faults: ScheduleAnswer['faults'] }) {
  const { t } = useStrings('schedule');
  return faults.map(({ field, detail }) => (
    <p key={field} role="alert">
      {t('entries.fault', { field })} <span className="note">{detail}</span>
    </p>
  ));
}
