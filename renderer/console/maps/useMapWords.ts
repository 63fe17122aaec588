import { useStrings } from '../../ui/index.ts';
import { ApiError } from '../call.ts';
import { useFailureWords } from '../failure.ts';
import { mapFaultOf, streetsFaultOf } from './mapsApi.ts';

/** The sentence for a file or a map that is refused. */
export function useMapWords(): (error: unknown) => string {
  const { t } = useStrings('maps');
  const words = useFailureWords();
  return (error) => {
    const fault = mapFaultOf(error);
    if (error instanceof ApiError && error.status === 429) return t('problem.too_many');
    if (error instanceof ApiError && error.status === 413) return t('problem.too_large');
    const streets = streetsFaultOf(error);
    if (streets !== null) return t(`streets.fault.${streets}`);
    return fault === null ? words(error) : t(`problem.${fault.reason}`);
  };
}
