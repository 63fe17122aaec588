import type { Alert } from '../../../electron/contract/alerts.ts';
import type { UnitNode } from '../../../electron/contract/answers.ts';
import { useAlertFigure, useStrings } from '../../ui/index.ts';
import { whenText } from '../whenText.ts';

export interface AlertWords {
  readonly where: string;
  readonly value: string;
  readonly against: string;
  /** The state, and what people did about it. */
  readonly notes: readonly string[];
}

/** An alert in the words of the console. */
export function useAlertWords(units: readonly UnitNode[]): (alert: Alert) => AlertWords {
  const { t } = useStrings('alerts');
  const figure = useAlertFigure();
  const nameOf = (unit: string) => units.find((one) => one.unit === unit)?.name ?? unit;
  return (alert) => {
    const { acknowledged, shelvedUntil, endedAt, escalated, owner, silenced, times, error } = alert;
    return {
      where: alert.unitName ?? alert.source ?? '',
      value: figure(alert.value, alert),
      against: alert.limit === null ? '' : t('against', { limit: figure(alert.limit, alert) }),
      notes: [
        ...(error === null ? [] : [t(`error.${error}`)]),
        ...(endedAt === null ? [] : [t('ended', { when: whenText(endedAt) })]),
        ...(times > 1 ? [t('times', { count: times })] : []),
        ...(acknowledged === null
          ? []
          : [
              [
                t('acknowledgedBy', { by: acknowledged.by, when: whenText(acknowledged.at) }),
                acknowledged.comment,
              ]
                .filter((one) => one !== '')
                .join(': '),
            ]),
        ...(escalated > 0 && owner !== null ? [t('escalatedTo', { unit: nameOf(owner) })] : []),
        ...(silenced ? [t('silenced')] : []),
        ...(shelvedUntil === null ? [] : [t('shelvedUntil', { when: whenText(shelvedUntil) })]),
      ],
    };
  };
}
