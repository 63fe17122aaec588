import { useStrings } from '../../ui/index.ts';
import { ApiError } from '../call.ts';
import { useFailureWords } from '../failure.ts';
import { imageFaultOf } from './imagesApi.ts';

/** The sentence for a picture that is refused. */
export function useImageWords(): (error: unknown) => string {
  const { t } = useStrings('images');
  const words = useFailureWords();
  return (error) => {
    const fault = imageFaultOf(error);
    if (fault !== null) return t(`problem.${fault.reason}`);
    return error instanceof ApiError && error.status === 429 ? t('problem.too_often') : words(error);
  };
}
