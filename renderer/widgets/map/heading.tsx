import { useCatalogue } from '../../data/catalogue.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import type { MapConfig } from './config.ts';

/** "Tỷ lệ thi hành xong về việc theo phòng khu vực, %" */
export function MapHeading({ config }: WidgetProps<MapConfig>) {
  const { t } = useStrings(['map', 'units']);
  const locale = useLocale();
  const indicator = useCatalogue().get(config.colour);
  if (!indicator) return t('title');
  return t('heading', { indicator: indicator.name[locale], unit: t(`units:${indicator.unit}`) });
}
