/** Names of units as tight places write them, by the field's own abbreviations (`units:abbreviations`). */
import { useStrings } from './i18n.ts';

/** Phòng Thi hành án dân sự khu vực 1 → Phòng THADS khu vực 1. */
export function useShortName(): (name: string) => string {
  const { t } = useStrings('units');
  const abbreviations = t('abbreviations', { returnObjects: true, defaultValue: {} });
  return (name) =>
    Object.entries(abbreviations).reduce(
      (short, [long, abbreviation]) => short.replaceAll(long, String(abbreviation)),
      name,
    );
}
