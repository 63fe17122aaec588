/** Names of units as tight places write them, by the field's own abbreviations (`units:abbreviations`). */
import { useStrings } from './i18n.ts';

/** Phòng Thi hành án dân sự khu vực 1 → Phòng THADS khu vực 1. @param abbreviations short words by long ones */
export function shortName(name: string, abbreviations: object): string {
  return Object.entries(abbreviations).reduce(
    (short, [long, abbreviation]) => short.replaceAll(long, String(abbreviation)),
    name,
  );
}

/** The same, in the language of the page. */
export function useShortName(): (name: string) => string {
  const { t } = useStrings('units');
  const abbreviations = t('abbreviations', { returnObjects: true, defaultValue: {} });
  return (name) => shortName(name, abbreviations);
}
