/** Where a task came from, with the way back there. */
import type { Task } from '../../../electron/contract/tasks.ts';
import { useStrings } from '../../ui/index.ts';
import { whenText } from '../whenText.ts';
import { FigureWords } from './NewTask.tsx';
import type { UnitNames } from './taskWords.ts';

export function OriginLine({ task, names }: { readonly task: Task; readonly names: UnitNames }) {
  const { t } = useStrings('tasks');
  const { origin, madeBy, madeAt, external } = task;
  return (
    <>
      <p className="note">
        {t('madeBy', { by: madeBy, when: whenText(madeAt) })}
        {origin.kind === 'alert' && (
          <>
            {' · '}
            <a href={`#alerts/${encodeURIComponent(origin.alert)}`}>{t('origin.alert')}</a>
          </>
        )}
        {origin.kind !== 'alert' && origin.kind !== 'hand' && <> · {t(`origin.${origin.kind}`)}</>}
        {external.map(({ system, id }) => (
          <span key={system}>
            {' · '}
            {t('external', { system, id })}
          </span>
        ))}
      </p>
      {origin.kind === 'figure' && <FigureWords origin={origin} figure={null} names={names} />}
    </>
  );
}
