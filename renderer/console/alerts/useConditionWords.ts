import type { AlertCondition } from '../../../electron/contract/alerts.ts';
import { useCatalogue, useLive } from '../../data/index.ts';
import { useAlertFigure, useLocale, useStrings } from '../../ui/index.ts';

/** A condition as a sentence: what it looks at, and from where on it is bad. */
export function useConditionWords(): (condition: AlertCondition) => string {
  const { t } = useStrings('alerts');
  const locale = useLocale();
  const catalogue = useCatalogue();
  const sources = useLive((s) => s.sources);
  const figure = useAlertFigure();
  const nameOf = (key: string) => catalogue.get(key)?.name[locale] ?? key;
  return (condition) => {
    switch (condition.kind) {
      case 'fixed': {
        const { of, compare, limit } = condition;
        const isIndicator = 'indicator' in of;
        const what = isIndicator
          ? nameOf(of.indicator)
          : `${of.measure.letter} (${t(of.measure.of === 'cases' ? 'form.ofCases' : 'form.ofMoney')})`;
        const known = isIndicator ? catalogue.get(of.indicator) : undefined;
        const isMoney = isIndicator ? known?.unit === 'dong' : of.measure.of === 'money';
        const kind = {
          measuredIn: known?.unit ?? (isMoney ? 'dong' : 'case'),
          decimals: known?.decimals ?? 0,
        } as const;
        return t(`says.fixed.${compare}`, {
          what,
          limit: figure(isMoney ? String(Math.round(limit)) : limit, kind),
        });
      }
      case 'freshness': {
        const source = sources.find(({ id }) => id === condition.source);
        const what = condition.source === null ? t('says.anySource') : (source?.name ?? condition.source);
        return t('says.freshness', { what, limit: condition.limit });
      }
      case 'history':
        return t(`says.history.${condition.side}`, {
          what: nameOf(condition.indicator),
          limit: condition.limit,
        });
      case 'rank':
        return t(`says.rank.${condition.from}`, {
          what: nameOf(condition.indicator),
          limit: condition.limit,
        });
      default:
        return t(`says.${condition.kind}`, { what: nameOf(condition.indicator), limit: condition.limit });
    }
  };
}
