import type { ReportCheck } from '../../../electron/contract/reports.ts';
import { cellText } from '../../../electron/contract/reportFace.ts';
import { useLocale, useStrings } from '../../ui/index.ts';

/** How the arithmetic of a report came out: what does not hold first, and how much was looked at. */
export function CheckList({ checks }: { readonly checks: readonly ReportCheck[] }) {
  const { t } = useStrings('reports');
  const locale = useLocale();
  const failing = checks.filter(({ holds }) => holds === false);
  const open = checks.filter(({ holds }) => holds === null).length;
  const shown = (value: string | null) => cellText(value, 0, locale);
  return (
    <section aria-labelledby="checks-title">
      <h3 id="checks-title">{t('checks.title')}</h3>
      <p className="outcome" data-good={failing.length === 0 || undefined}>
        {failing.length === 0
          ? t('checks.good', { count: checks.length - open })
          : t('checks.bad', { count: failing.length, of: checks.length })}
        {open > 0 && <span className="note"> {t('checks.open', { count: open })}</span>}
      </p>
      {failing.length > 0 && (
        <ul className="checks-failing">
          {failing.map((check) => (
            <li key={`${check.code}/${check.row}/${check.column}`} data-must={check.must}>
              <b>{check.says[locale]}</b>
              {(check.row !== null || check.column !== null) && (
                <> {t('checks.at', { row: check.row ?? '–', column: check.column ?? '–' })}</>
              )}
              : {shown(check.left)} ≠ {shown(check.right)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
