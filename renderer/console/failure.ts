/** What to tell a person when the engine refused something. */
import { useStrings } from '../ui/index.ts';
import { ApiError } from './call.ts';

/**
 * The sentence for an error. The engine's own details are for programs and in English; where a person
 * meets a refusal in daily work the console has its own words.
 */
export function useFailureWords(): (error: unknown) => string {
  const { t } = useStrings('console');
  return (error) => {
    if (!(error instanceof ApiError)) return t('failure.unknown');
    if (error.status === 0) return t('failure.unreachable');
    const byField = `failure.field.${error.status}.${error.field ?? ''}`;
    const byStatus = `failure.status.${error.status}`;
    return t([byField, byStatus, 'failure.unknown']);
  };
}
