import { useState } from 'react';
import type { ImportHead, ImportPreview } from '../../../electron/contract/organisation.ts';
import { useStrings } from '../../ui/index.ts';
import { goTo } from '../desk/page.ts';
import { whenText } from '../whenText.ts';
import { useFileWords } from './BringFile.tsx';
import { HowToApply } from './HowToApply.tsx';
import { organisation } from './organisationApi.ts';
import { PreviewTable } from './PreviewTable.tsx';
import { useImport } from './useImport.ts';

/** A file before it is applied: what it would change, how it is to be taken in, and the act itself. */
export function ImportView({ number }: { readonly number: number }) {
  const { t } = useStrings('organisation');
  const words = useFileWords();
  const { preview, applied, busy, lost, error, choose, apply } = useImport(number);
  /** The preview beside which something else was chosen since. */
  const [editedOf, setEditedOf] = useState<string | null>(null);
  const edited = preview !== undefined && editedOf === preview.state;
  // Beside the buttons that somebody has just pressed, where there are some.
  const failure = lost ? (
    <p role="alert">{t(preview ? 'preview.lost' : 'preview.unreached')}</p>
  ) : (
    error !== null && <p role="alert">{words(error)}</p>
  );

  return (
    <section aria-labelledby="import-title" className="import">
      <p>
        <a href="#organisation">{t('preview.back')}</a>
      </p>
      <h2 id="import-title">
        {t(applied ? 'preview.applied' : 'preview.title')}{' '}
        <bdi className="long">{(applied ?? preview)?.file ?? ''}</bdi>
      </h2>
      {!preview && failure}
      {busy === 'loading' && !lost && !preview && (
        <p role="status">
          <progress aria-label={t('preview.loading')} /> {t('preview.loading')}
        </p>
      )}
      {applied && <Outcome head={applied} />}
      {preview && !applied && (
        <>
          <Facts preview={preview} />
          <PreviewTable key={preview.state} preview={preview} />
          <HowToApply
            key={`how-${preview.state}`}
            preview={preview}
            busy={busy !== null}
            onEdited={() => setEditedOf(preview.state)}
            onChoose={choose}
          />
          {failure}
          <Act
            preview={preview}
            waits={busy !== null || edited}
            edited={edited}
            applying={busy === 'applying'}
            onApply={apply}
          />
        </>
      )}
    </section>
  );
}

function Facts({ preview }: { readonly preview: ImportPreview }) {
  const { t } = useStrings('organisation');
  const unread = preview.sheets.flatMap((sheet) => sheet.unread);
  return (
    <>
      <p className="note intro">
        {t('preview.brought', { by: preview.by, when: whenText(preview.at) })}{' '}
        {preview.sheets.map(({ kind, rows }) => t(`preview.rows.${kind}`, { count: rows })).join(' ')}{' '}
        {t('preview.nothingYet')}
      </p>
      {unread.length > 0 && (
        <p className="note long">{t('preview.unread', { columns: unread.join(', ') })}</p>
      )}
    </>
  );
}

function Outcome({ head }: { readonly head: ImportHead }) {
  const { t } = useStrings('organisation');
  if (head.applied === null) return null;
  return (
    <>
      <p className="outcome" data-good role="status">
        {t('preview.outcome', { ...head.applied, when: whenText(head.applied.at) })}
      </p>
      <p className="acts">
        <button type="button" onClick={() => goTo('organisation')}>
          {t('preview.toTree')}
        </button>
      </p>
    </>
  );
}

interface ActProps {
  readonly preview: ImportPreview;
  readonly waits: boolean;
  readonly edited: boolean;
  readonly applying: boolean;
  readonly onApply: () => void;
}

function Act({ preview, waits, edited, applying, onApply }: ActProps) {
  const { t } = useStrings('organisation');
  const { refused, added, changed, ended } = preview.counts;
  const nothing = added + changed + ended === 0;
  return (
    <div className="import-act">
      <p className="acts">
        <button type="button" disabled={waits || refused > 0 || nothing} onClick={onApply}>
          {t('preview.apply', { count: added + changed + ended })}
        </button>
        <button
          type="button"
          className="quiet"
          disabled={applying}
          onClick={() => void organisation.drop(preview.number).finally(() => goTo('organisation'))}
        >
          {t('preview.drop')}
        </button>
      </p>
      <p role="status" className="note">
        {applying ? (
          <>
            <progress aria-label={t('preview.applying')} /> {t('preview.applying')}
          </>
        ) : refused > 0 ? (
          t('preview.mustCorrect', { count: refused })
        ) : nothing ? (
          t('problem.nothing_to_do')
        ) : edited ? (
          t('preview.updateFirst')
        ) : (
          t('preview.whole')
        )}
      </p>
    </div>
  );
}
