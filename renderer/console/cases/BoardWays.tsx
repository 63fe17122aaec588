/** Below a board: the way from its figures to the cases behind them. */
import type { PlacedWidget } from '../../../electron/contract/layouts.ts';
import type { Indicator } from '../../../electron/contract/indicators.ts';
import { useCatalogue } from '../../data/index.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { casesLink, isCaseLetter } from './caseAddress.ts';

interface BoardWaysProps {
  readonly widgets: readonly PlacedWidget[];
  readonly mayOpen: boolean;
}

/** Each indicator once, of the unit that it is shown of. */
export function BoardWays({ widgets, mayOpen }: BoardWaysProps) {
  const { t } = useStrings('home');
  const locale = useLocale();
  const catalogue = useCatalogue();
  if (!mayOpen) return null;
  const ways = new Map<string, { name: string; link: string }>();
  for (const { config } of widgets) {
    const unit = config['unit'];
    if (typeof unit !== 'string') continue;
    for (const key of indicatorsIn(config)) {
      const indicator = catalogue.get(key);
      const quantity = indicator && quantityOf(indicator);
      if (!indicator || !quantity || !isCaseLetter(quantity.letter)) continue;
      const link = casesLink({ unit, letter: quantity.letter, of: quantity.of });
      if (!ways.has(link)) ways.set(link, { name: indicator.short[locale], link });
    }
  }
  if (ways.size === 0) return null;
  return (
    <p className="board-ways note">
      {t('ways')}{' '}
      {[...ways.values()].map(({ name, link }) => (
        <a key={link} href={link}>
          {name}
        </a>
      ))}
    </p>
  );
}

/** What a rate is about are the cases of its numerator. */
export function quantityOf({ formula }: Indicator) {
  return formula.is === 'quantity' ? formula.quantity : formula.numerator;
}

/** Indicators that the configuration of a widget names, one or in groups. */
function indicatorsIn(config: PlacedWidget['config']): string[] {
  const one = config['indicator'];
  const groups = config['rows'];
  const grouped = Array.isArray(groups)
    ? groups.flatMap((group: unknown) => {
        const named: unknown =
          typeof group === 'object' && group !== null ? Reflect.get(group, 'indicators') : undefined;
        return Array.isArray(named) ? named.filter((key) => typeof key === 'string') : [];
      })
    : [];
  return [...(typeof one === 'string' ? [one] : []), ...grouped];
}
