import { useState } from 'react';
import type { AbsentEntity, ImportOptions, ImportPreview } from '../../../electron/contract/organisation.ts';
import { useStrings } from '../../ui/index.ts';
import { DayField } from '../DayField.tsx';
import { readDay } from '../moments.ts';
import { dayText } from './dayText.ts';

interface HowToApplyProps {
  readonly preview: ImportPreview;
  readonly busy: boolean;
  /** Told that something is chosen that the preview does not show yet. */
  readonly onEdited: () => void;
  readonly onChoose: (options: ImportOptions) => void;
}

/** What is not in the file and goes on, with those that were chosen to end. */
function notNamed({ absent, rows }: ImportPreview): AbsentEntity[] {
  const ended = rows
    .filter(({ n }) => n === null)
    .map(({ kind, key, name }) => ({ kind, key, name, unit: null }));
  return [...ended, ...absent];
}

const idOf = ({ kind, key }: Pick<AbsentEntity, 'kind' | 'key'>) => `${kind}/${key}`;

/** From when the file is in force, and what of that which it does not name is ended. */
export function HowToApply({ preview, busy, onEdited, onChoose }: HowToApplyProps) {
  const { t } = useStrings('organisation');
  const { options } = preview;
  const listed = notNamed(preview);
  const [fromDay, setFromDay] = useState(options.day !== null);
  const [day, setDay] = useState(options.day === null ? '' : dayText(options.day));
  const [lastDay, setLastDay] = useState(options.ends === null ? '' : dayText(options.ends.lastDay));
  const [ended, setEnded] = useState<ReadonlySet<string>>(
    new Set(preview.rows.filter(({ n }) => n === null).map(idOf)),
  );
  const [asked, setAsked] = useState(false);

  function edit(change: () => void): void {
    change();
    onEdited();
  }

  const read = { day: fromDay ? readDay(day) : null, lastDay: readDay(lastDay) };
  const dayMissing = fromDay && read.day === null;
  const lastDayMissing = ended.size > 0 && read.lastDay === null;

  function choose(): void {
    setAsked(true);
    if (dayMissing || lastDayMissing) return;
    const keys = (kind: AbsentEntity['kind']) =>
      listed.filter((one) => one.kind === kind && ended.has(idOf(one))).map(({ key }) => key);
    onChoose({
      day: read.day,
      ends:
        ended.size === 0 || read.lastDay === null
          ? null
          : { lastDay: read.lastDay, units: keys('unit'), officers: keys('officer') },
    });
  }

  return (
    <form
      className="how"
      onSubmit={(event) => {
        event.preventDefault();
        choose();
      }}
    >
      <fieldset>
        <legend>{t('how.since')}</legend>
        <label className="check">
          <input
            type="radio"
            name="since"
            checked={!fromDay}
            onChange={() => edit(() => setFromDay(false))}
          />{' '}
          {t('how.now')}
        </label>
        <label className="check">
          <input type="radio" name="since" checked={fromDay} onChange={() => edit(() => setFromDay(true))} />{' '}
          {t('how.fromDay')}
        </label>
        {fromDay && (
          <DayField
            label={t('how.day')}
            hint={t('how.dayHint')}
            value={day}
            fault={asked && dayMissing ? t('how.writeDay') : undefined}
            onChange={(text) => edit(() => setDay(text))}
          />
        )}
      </fieldset>
      {listed.length > 0 && (
        <fieldset>
          <legend>{t('how.absent', { count: listed.length })}</legend>
          <p className="note">{t('how.absentHint')}</p>
          <label className="check">
            <input
              type="checkbox"
              checked={ended.size === listed.length}
              onChange={(e) => edit(() => setEnded(new Set(e.target.checked ? listed.map(idOf) : [])))}
            />{' '}
            {t('how.all')}
          </label>
          <div className="absent" role="group" aria-label={t('how.absentList')} tabIndex={0}>
            {listed.map((one) => (
              <label key={idOf(one)} className="check">
                <input
                  type="checkbox"
                  checked={ended.has(idOf(one))}
                  onChange={(e) => {
                    const next = new Set(ended);
                    if (e.target.checked) next.add(idOf(one));
                    else next.delete(idOf(one));
                    edit(() => setEnded(next));
                  }}
                />{' '}
                <bdi className="long">{one.name}</bdi> <code className="long">{one.key}</code>
              </label>
            ))}
          </div>
          {ended.size > 0 && (
            <DayField
              label={t('how.lastDay')}
              hint={t('how.lastDayHint')}
              value={lastDay}
              fault={asked && lastDayMissing ? t('how.writeDay') : undefined}
              onChange={(text) => edit(() => setLastDay(text))}
            />
          )}
        </fieldset>
      )}
      <p className="acts">
        <button type="submit" className="quiet" disabled={busy}>
          {t('how.update')}
        </button>
      </p>
    </form>
  );
}
