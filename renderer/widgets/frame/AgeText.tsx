import type { Freshness } from '../../data/index.ts';
import { ageOf, useStrings } from '../../ui/index.ts';

/** "cách đây 12 giây": how old the figures beside it are. Drawn anew each second it is shown, and only then. */
export function AgeText({ freshness }: { readonly freshness: Freshness }) {
  const { t } = useStrings('age');
  if (freshness.kind !== 'late' && freshness.kind !== 'cut') return null;
  const { unit, count } = ageOf(freshness.ageS);
  return <span className="frame-age">{t(`ago.${unit}`, { count })}</span>;
}
