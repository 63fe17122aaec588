import { ageOf, useStrings } from '../ui/index.ts';

/** Words for an age in seconds: "2 minutes ago". */
export function useAgo(): (seconds: number) => string {
  const { t } = useStrings('age');
  return (seconds) => {
    const { unit, count } = ageOf(seconds);
    return t(`ago.${unit}`, { count });
  };
}
