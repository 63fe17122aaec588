import type { Alert } from '../../../electron/contract/alerts.ts';
import type { UnitNode } from '../../../electron/contract/answers.ts';
import { SeverityMark, useStrings } from '../../ui/index.ts';
import { whenText } from '../whenText.ts';
import { useAlertWords } from './useAlertWords.ts';

interface AlertRowProps {
  readonly alert: Alert;
  readonly units: readonly UnitNode[];
  /** `null`: may not be chosen. */
  readonly chosen: boolean | null;
  readonly onChoose: (on: boolean) => void;
}

export function AlertRow({ alert, units, chosen, onChoose }: AlertRowProps) {
  const { t } = useStrings('alerts');
  const { where, value, against, notes } = useAlertWords(units)(alert);
  const { name, number, severity, state } = alert;
  return (
    <tr data-over={state === 'recovered' || undefined}>
      {chosen !== null && (
        <td>
          <input
            type="checkbox"
            aria-label={t('select', { name, where })}
            checked={chosen}
            onChange={(e) => onChoose(e.target.checked)}
          />
        </td>
      )}
      <th scope="row">
        <SeverityMark severity={severity} bare /> {name}
      </th>
      <td>{where}</td>
      <td className="alert-value">
        {value} {against !== '' && <span className="note">{against}</span>}
      </td>
      <td className="when">{whenText(alert.since)}</td>
      <td className="alert-state">
        <span data-unanswered={(state !== 'recovered' && alert.acknowledged === null) || undefined}>
          {t(`state.${state}`)}
        </span>
        {notes.map((one) => (
          <span key={one} className="note alert-note">
            {one}
          </span>
        ))}
      </td>
      <td className="row-acts">
        <a href={`#alerts/${number}`} aria-label={t('act.openNamed', { name, where })}>
          {t('act.open')}
        </a>{' '}
        <a href={`#tasks?alert=${number}`} aria-label={t('act.taskNamed', { name, where })}>
          {t('act.task')}
        </a>
      </td>
    </tr>
  );
}
