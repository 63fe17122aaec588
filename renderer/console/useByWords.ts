/** Who chose what the wall shows, as the console says it. */
import { useStrings } from '../ui/index.ts';

export function useByWords(): (by: string | null) => string {
  const { t } = useStrings('schedule');
  return (by) => {
    if (by === null) return t('nobody');
    if (by === 'engine') return t('scenes.byEngine', { ns: 'console' });
    if (by.startsWith('device:')) return t('byDevice', { name: by.slice('device:'.length) });
    const [, entry] = /^schedule:(\d+)$/.exec(by) ?? [];
    return entry === undefined ? by : t('bySchedule', { entry });
  };
}
