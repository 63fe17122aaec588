import type { SceneDifference } from '../../../electron/contract/sceneEditing.ts';
import { useStrings } from '../../ui/index.ts';

/** So many are told one by one. */
const TOLD_MAX = 12;

/** What differs between two versions of a scene, in words. */
export function DifferenceList({ differences }: { readonly differences: readonly SceneDifference[] }) {
  const { t } = useStrings('layouts');
  if (differences.length === 0) return <p className="note">{t('difference.none')}</p>;
  const more = differences.length - TOLD_MAX;
  return (
    <ul className="layouts-differences">
      {differences.slice(0, TOLD_MAX).map(({ kind, layout, widget, fields }) => (
        <li key={`${kind} ${layout ?? ''} ${widget ?? ''}`}>
          {t(`difference.${kind}`, { layout, widget })}
          {fields.length > 0 && <span className="note"> {fields.join(', ')}</span>}
        </li>
      ))}
      {more > 0 && <li className="note">{t('difference.more', { n: more })}</li>}
    </ul>
  );
}
