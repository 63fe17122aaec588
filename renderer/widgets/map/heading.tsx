import { useCatalogue } from '../../data/catalogue.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import type { MapConfig } from './config.ts';

/** "Tỷ lệ việc xong theo phòng khu vực (%)". Where regions are not coloured, the indicator of the layer above them. Money is cut to a unit that the legend names. */
export function MapHeading({ config }: WidgetProps<MapConfig>) {
  const { t } = useStrings(['map', 'units']);
  const locale = useLocale();
  const indicator = useCatalogue().get(keyOf(config));
  if (!indicator) return t('title');
  const words = { indicator: indicator.short[locale], unit: t(`units:${indicator.unit}`) };
  if (config.colourBy === 'density') return t('heading_density', words);
  return t(indicator.unit === 'dong' ? 'heading_money' : 'heading', words);
}

function keyOf({ colour, colourBy, dots, size }: MapConfig): string {
  return colourBy === 'nothing' ? (dots ?? size ?? colour) : colour;
}
