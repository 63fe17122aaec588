/** What became of a task, the newest at the end: changes, what was said, files. */
import type { FieldChange, HistoryEntry } from '../../../electron/contract/tasks.ts';
import { useStrings } from '../../ui/index.ts';
import { whenText } from '../whenText.ts';
import { dueText, type UnitNames, useAssigneeText } from './taskWords.ts';

interface TaskHistoryViewProps {
  readonly entries: readonly HistoryEntry[];
  readonly names: UnitNames;
}

export function TaskHistoryView({ entries, names }: TaskHistoryViewProps) {
  const { t } = useStrings('tasks');
  return (
    <div className="task-history">
      <h4>{t('history.title')}</h4>
      <ol>
        {entries.map((entry, i) => (
          // Entries are only ever added at the end.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={i} data-what={entry.what}>
            <p className="note">
              {entry.by} · {whenText(entry.at)}
            </p>
            <Entry entry={entry} names={names} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Entry({ entry, names }: { readonly entry: HistoryEntry; readonly names: UnitNames }) {
  const { t } = useStrings('tasks');
  const value = useValueText(names);
  switch (entry.what) {
    case 'comment':
      return <p className="task-said">{entry.text}</p>;
    case 'attached':
    case 'detached':
      return <p>{t(`history.${entry.what}`, { name: entry.name })}</p>;
    case 'made':
      return <p>{t('history.made')}</p>;
    default:
      return (
        <>
          {entry.changes.map((change) => (
            <p key={change.field}>
              {change.field === 'state'
                ? t('history.state', { state: value(change.field, change.after) })
                : t('history.field', {
                    field: t(`field.${change.field}`),
                    before: value(change.field, change.before),
                    after: value(change.field, change.after),
                  })}
            </p>
          ))}
          {entry.conflicts.map(({ field, here, there, kept }) => (
            <p key={`conflict ${field}`} className="task-conflict">
              {t(`history.conflict.${kept}`, {
                field: t(`field.${field}`),
                here: value(field, here),
                there: value(field, there),
              })}
            </p>
          ))}
          {entry.note !== null && <p className="task-said">{entry.note}</p>}
        </>
      );
  }
}

function useValueText(
  names: UnitNames,
): (field: FieldChange['field'], value: FieldChange['after']) => string {
  const { t } = useStrings('tasks');
  const who = useAssigneeText();
  return (field, value) => {
    if (value === null || value === '') return t('history.nothing');
    if (typeof value === 'string')
      return field === 'state' || field === 'priority' ? t(`${field}.${value}`) : `“${value}”`;
    return 'unit' in value ? who(value, names) : dueText(value);
  };
}
