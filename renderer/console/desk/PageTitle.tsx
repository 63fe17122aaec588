import { useStrings } from '../../ui/index.ts';
import type { Page } from './page.ts';

/** The name of a page whose sections each have one of their own: as the way between the pages calls it. */
export function PageTitle({ page }: { readonly page: Page }) {
  const { t } = useStrings('system');
  return <h2 className="page-title">{t(`page.${page}`)}</h2>;
}
