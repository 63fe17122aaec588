/** How many cases a dot is, and what its place does not mean. */
import { formatNumber, useLocale, useStrings } from '../ui/index.ts';
import type { DotsPicture } from './picture.ts';
import { withinSentence } from './withinSentence.ts';

export interface DotsLineProps {
  readonly dots: DotsPicture;
  readonly brief: boolean;
}

export function DotsLine({ dots: { each, indicator }, brief }: DotsLineProps) {
  const { t } = useStrings(['map', 'units']);
  const locale = useLocale();
  return (
    <p className="item long">
      <span className="dots" aria-hidden="true" />
      <span>
        {t(brief ? 'dots_brief' : 'dots', {
          each: formatNumber(each, 0, locale),
          unit: t(`units:${indicator.unit}`),
          indicator: withinSentence(indicator.short[locale]),
        })}
      </span>
    </p>
  );
}
