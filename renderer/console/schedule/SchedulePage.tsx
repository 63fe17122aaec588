import { useState } from 'react';
import type { ScheduleEntry } from '../../../electron/contract/schedules.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { PageTitle } from '../desk/PageTitle.tsx';
import { useFailureWords } from '../failure.ts';
import { usePolled } from '../polling.ts';
import { Entries } from './Entries.tsx';
import { EntryForm } from './EntryForm.tsx';
import { HolidayList } from './HolidayList.tsx';
import { OnNow } from './OnNow.tsx';
import { Proof } from './Proof.tsx';
import { WeekCalendar } from './WeekCalendar.tsx';
import './schedule.css';

const ASK_MS = 10_000;

/** What the wall shows when and why: now, this week, by which entries, and what it did show. */
export function SchedulePage({ mayEdit, mayRun }: { readonly mayEdit: boolean; readonly mayRun: boolean }) {
  const { t } = useStrings('schedule');
  const words = useFailureWords();
  const { value, error, refresh } = usePolled(engine.schedule, ASK_MS);
  const [editing, setEditing] = useState<ScheduleEntry | 'new' | null>(null);

  if (editing !== null)
    return (
      <EntryForm
        {...(editing !== 'new' && { entry: editing })}
        onCancel={() => setEditing(null)}
        onDone={() => {
          setEditing(null);
          refresh();
        }}
      />
    );
  return (
    <>
      <PageTitle page="schedule" />
      <OnNow shown={undefined} mayHandBack={mayRun} onChanged={refresh} />
      {error !== null && <p role="alert">{words(error)}</p>}
      {value && (
        <>
          <WeekCalendar now={Date.parse(value.now)} entries={value.entries} />
          <Entries
            entries={value.entries}
            faults={value.faults}
            mayEdit={mayEdit}
            onAdd={() => setEditing('new')}
            onChange={setEditing}
            onRemoved={refresh}
          />
          {!mayEdit && <p className="note">{t('entries.mayNot')}</p>}
        </>
      )}
      <Proof mayPhotograph={mayRun} />
      {value && <HolidayList holidays={value.holidays} fault={value.holidayFault} />}
    </>
  );
}
