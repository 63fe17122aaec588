/** Has a dashboard drawn as a file, says how far that is, and hands the file over. */
import { useEffect, useState } from 'react';
import type { BoardExport } from '../../../electron/contract/boardExports.ts';
import type { Dashboard } from '../../../electron/contract/dashboards.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { ApiError } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { dashboards, exportFileAddress } from './dashboardsApi.ts';
import { useDialog } from './useDialog.ts';

const ASK_MS = 1_000;
const KINDS = {
  png: { format: 'png' },
  a4: { format: 'pdf', paper: 'a4' },
  a3: { format: 'pdf', paper: 'a3' },
} as const;
type Kind = keyof typeof KINDS;
const kinds = Object.keys(KINDS) as Kind[];

interface ExportDialogProps {
  readonly dashboard: Dashboard;
  readonly onClose: () => void;
}

export function ExportDialog({ dashboard, onClose }: ExportDialogProps) {
  const { t } = useStrings('dashboards');
  const locale = useLocale();
  const words = useFailureWords();
  const dialog = useDialog();
  const [kind, setKind] = useState<Kind>('a4');
  const [made, setMade] = useState<BoardExport>();
  const [error, setError] = useState<unknown>(null);
  const open = made?.state === 'waiting' || made?.state === 'drawing';

  useEffect(() => {
    if (!made || !open) return;
    const again = setTimeout(() => void dashboards.export(made.id).then(setMade, setError), ASK_MS);
    return () => clearTimeout(again);
  }, [made, open]);

  function make(): void {
    setError(null);
    setMade(undefined);
    dashboards.makeExport(dashboard.id, { ...KINDS[kind], locale }).then(setMade, setError);
  }

  function saidOf(failure: unknown): string {
    if (failure instanceof ApiError && failure.status === 503) return t('export.noShell');
    if (failure instanceof ApiError && failure.status === 429) return t('export.many');
    return words(failure);
  }

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="export-title" onClose={onClose}>
      <h2 id="export-title">{t('export.title', { title: dashboard.title })}</h2>
      <p className="note">{t('export.intro')}</p>
      <fieldset className="export-kinds">
        <legend>{t('export.format')}</legend>
        {kinds.map((one) => (
          <label key={one} className="check">
            <input type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)} />{' '}
            {t(`export.${one}`)}
          </label>
        ))}
      </fieldset>
      <p role="status">
        {made && t(`export.${made.state}`, { count: made.ahead, why: made.why ?? '' })}{' '}
        {made?.state === 'done' && (
          <a className="button" href={exportFileAddress(made.id)} download>
            {t('export.fetch')}
          </a>
        )}
      </p>
      {error !== null && <p role="alert">{saidOf(error)}</p>}
      <p className="acts">
        <button type="button" disabled={open} onClick={make}>
          {t('export.make')}
        </button>
        <button type="button" className="quiet" onClick={onClose}>
          {t('export.close')}
        </button>
      </p>
    </dialog>
  );
}
