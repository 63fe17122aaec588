import { imageLacking } from '../../../electron/contract/images.ts';
import { notReady } from '../../../electron/contract/sceneEditing.ts';
import { useStrings } from '../../ui/index.ts';
import { ApiError } from '../call.ts';
import { useFailureWords } from '../failure.ts';
import { refusalWords } from './SceneList.tsx';
import { refusing, WindowList } from './WindowList.tsx';

/** Why nothing was published: the screens that were not ready, or what else the engine said; nothing without a failure. */
export function NotPublished({ failed }: { readonly failed: unknown }) {
  const { t } = useStrings('layouts');
  const words = useFailureWords();
  if (failed === null) return null;
  const said = failed instanceof ApiError ? failed.said : null;
  const lacking = imageLacking.safeParse(said);
  if (lacking.success)
    return (
      <p role="alert">
        {t(lacking.data.image === null ? 'publish.noImage' : 'publish.goneImage', lacking.data)}
      </p>
    );
  const refused = notReady.safeParse(said);
  if (!refused.success) return <p role="alert">{refusalWords(failed, words)}</p>;
  return (
    <div role="alert">
      <p>{t('publish.refused')}</p>
      <WindowList windows={refusing(refused.data.windows)} />
    </div>
  );
}
