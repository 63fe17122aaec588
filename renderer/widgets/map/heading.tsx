import { useCatalogue } from '../../data/catalogue.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import type { MapConfig } from './config.ts';

/** "Tỷ lệ việc xong theo phòng khu vực (%)". Money is cut to a unit that the legend names. */
export function MapHeading({ config }: WidgetProps<MapConfig>) {
  const { t } = useStrings(['map', 'units']);
  const locale = useLocale();
  const indicator = useCatalogue().get(config.colour);
  if (!indicator) return t('title');
  const words = { indicator: indicator.short[locale], unit: t(`units:${indicator.unit}`) };
  return t(indicator.unit === 'dong' ? 'heading_money' : 'heading', words);
}
