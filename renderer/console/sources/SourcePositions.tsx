import { useCallback } from 'react';
import type { SourceHealth } from '../../../electron/contract/answers.ts';
import { formatNumber, useLocale, useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { useAsked } from '../useAsked.ts';
import { type ReadPosition, readPosition } from './positions.ts';

/** Parts shown: a folder may have thousands of files. */
const SHOWN = 40;

/** Up to where every part of a source has been read; asked anew when something came. */
export function SourcePositions({ source }: { readonly source: SourceHealth }) {
  const { t } = useStrings('sources');
  const locale = useLocale();
  const words = useFailureWords();
  const { id, kind, counts } = source;
  const came = counts.accepted + counts.duplicates + counts.quarantined;
  const { value, error } = useAsked(
    // Asked again when something came.
    useCallback(() => engine.source(id).then((answer) => ({ ...answer, came })), [id, came]),
  );
  if (error !== null) return <p role="alert">{words(error)}</p>;
  if (!value) return null;
  const parts = Object.entries(value.positions);
  if (parts.length === 0) return <p className="note">{t(`position.none.${kind}`)}</p>;

  function told(position: ReadPosition): string {
    switch (position.is) {
      case 'seq':
        return t('position.seq', { seq: formatNumber(position.seq, 0, locale) });
      case 'file':
        return t(position.done ? 'position.fileDone' : 'position.fileUnderWay', {
          rows: formatNumber(position.rows, 0, locale),
        });
      case 'row':
        return t('position.row', { column: position.column, key: position.key });
      case 'other':
        return position.text;
    }
  }

  return (
    <>
      <ul className="source-positions">
        {parts
          .slice(-SHOWN)
          .toReversed()
          .map(([part, text]) => (
            <li key={part}>
              {part !== '' && <b>{part}</b>} {told(readPosition(kind, text))}
            </li>
          ))}
      </ul>
      {parts.length > SHOWN && (
        <p className="note">{t('position.more', { count: formatNumber(parts.length - SHOWN, 0, locale) })}</p>
      )}
    </>
  );
}
