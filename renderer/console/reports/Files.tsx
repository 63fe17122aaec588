import { useEffect, useState } from 'react';
import type { ReportListed, ReportPrint } from '../../../electron/contract/reports.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { ApiError } from '../call.ts';
import { useFailureWords } from '../failure.ts';
import { printFile, reportFile, reports } from './reportsApi.ts';

const ASK_MS = 1_000;

/** The report as files: two from the engine, and PDF from the wall when one is running. */
export function Files({ report }: { readonly report: ReportListed }) {
  const { t } = useStrings('reports');
  const locale = useLocale();
  const words = useFailureWords();
  const [print, setPrint] = useState<ReportPrint | null>(null);
  const [error, setError] = useState<unknown>(null);
  const waiting = print?.state === 'waiting';

  useEffect(() => {
    if (!print || !waiting) return;
    const again = setTimeout(() => void reports.printed(print.id).then(setPrint, setError), ASK_MS);
    return () => clearTimeout(again);
  }, [print, waiting]);

  function ask(): void {
    setError(null);
    setPrint(null);
    reports.print(report.id, locale).then(setPrint, setError);
  }

  const noWall = error instanceof ApiError && error.status === 503;
  return (
    <section aria-labelledby="files-title">
      <h3 id="files-title">{t('files.title')}</h3>
      <p className="acts report-files">
        <a href={reportFile(report.id, 'xlsx', locale)} download>
          {t('files.xlsx')}
        </a>
        <a href={reportFile(report.id, 'docx', locale)} download>
          {t('files.docx')}
        </a>
        <button type="button" className="quiet" disabled={waiting} onClick={ask}>
          {t('files.pdf')}
        </button>
      </p>
      <p role="status">
        {print && t(`files.${print.state}`, { why: print.why ?? '' })}{' '}
        {print?.state === 'done' && (
          <a href={printFile(print.id)} download>
            {t('files.fetch')}
          </a>
        )}
      </p>
      {error !== null && <p role="alert">{noWall ? t('files.noWall') : words(error)}</p>}
    </section>
  );
}
