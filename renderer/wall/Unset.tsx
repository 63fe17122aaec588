import { useStrings } from '../ui/index.ts';

/** A window that does not know what it is: says why, and how to give it a setting. */
export function Unset({ detail }: { readonly detail: string }) {
  const { t } = useStrings('wall');
  return (
    <main className="unset">
      <h1>{t('unset.title')}</h1>
      <p>{t('unset.remedy')}</p>
      <pre>{detail}</pre>
    </main>
  );
}
