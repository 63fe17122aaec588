/** What an office is called where room is tight. */
import { useMemo } from 'react';
import { useStrings } from '../ui/index.ts';

/** The number in a name such as "Phòng Thi hành án dân sự khu vực 12", or in its code where nobody has named it yet. */
const NUMBERED = /(?:khu vực\s+|-KV0*)(\d+)/iu;

export function officeNumber(name: string): number | null {
  const digits = NUMBERED.exec(name.normalize('NFC'))?.[1];
  return digits === undefined ? null : Number(digits);
}

/** As short as the room calls it, `KV 12`; an office without a number keeps its name. Same function until the language changes. */
export function useOfficeName(): (name: string) => string {
  const { t } = useStrings('map');
  return useMemo(() => {
    return (name) => {
      const number = officeNumber(name);
      return number === null ? name : t('office', { number });
    };
  }, [t]);
}
