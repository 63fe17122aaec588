import { useState } from 'react';
import type { SourceHealth } from '../../../electron/contract/answers.ts';
import { formatNumber, useLocale, useStrings } from '../../ui/index.ts';
import { Quarantine } from '../desk/Quarantine.tsx';
import { SourceFacts } from './SourceFacts.tsx';
import { SourcePositions } from './SourcePositions.tsx';

interface SourceCardProps {
  readonly source: SourceHealth;
  readonly onEdit: () => void;
  readonly onPause: () => void;
  readonly onRemove: () => void;
  /** Makes a token that the source's own program pushes with. */
  readonly onToken: () => void;
  /** The token just made; it is never shown again. */
  readonly token: string | undefined;
}

/** A source as its administrator sees it: how it goes, what it could not say, and what can be done. */
export function SourceCard({ source, onEdit, onPause, onRemove, onToken, token }: SourceCardProps) {
  const { t } = useStrings('sources');
  const { t: tConsole } = useStrings('console');
  const locale = useLocale();
  const [asked, setAsked] = useState(false);
  const [open, setOpen] = useState<'lines' | 'position' | null>(null);
  const { id, lastError, counts } = source;
  const refused = counts.quarantined + counts.held + counts.conflicts;
  const toggle = (what: 'lines' | 'position') => setOpen(open === what ? null : what);
  return (
    <li data-state={source.state}>
      <div className="source-head">
        <h3>
          {source.name}{' '}
          <span className="note">
            {id} · {t(`kind.${source.kind}`)} · {tConsole(`nature.${source.nature}`)}
          </span>
        </h3>
        <p>
          <span className="state" data-state={source.state}>
            {tConsole(`state.${source.state}`)}
          </span>
        </p>
      </div>
      {lastError !== null && (
        <p className="error" lang="en">
          {lastError}
        </p>
      )}
      <SourceFacts source={source} />
      {token !== undefined && (
        <p className="token" role="status">
          {t('token')} <code>{token}</code>
        </p>
      )}
      <p className="acts">
        {asked ? (
          <>
            <button type="button" onClick={onRemove}>
              {t('act.reallyRemove')}
            </button>
            <button type="button" className="quiet" onClick={() => setAsked(false)}>
              {t('act.keep')}
            </button>
          </>
        ) : (
          <>
            <button
              type="button"
              className="quiet"
              aria-expanded={open === 'lines'}
              aria-controls={`lines-${id}`}
              disabled={refused === 0 && open !== 'lines'}
              onClick={() => toggle('lines')}
            >
              {t('act.lines', { count: formatNumber(refused, 0, locale) })}
            </button>
            <button
              type="button"
              className="quiet"
              aria-expanded={open === 'position'}
              aria-controls={`position-${id}`}
              onClick={() => toggle('position')}
            >
              {t('act.position')}
            </button>
            <button type="button" className="quiet" onClick={onEdit}>
              {t('act.edit')}
            </button>
            <button type="button" className="quiet" onClick={onPause}>
              {t(source.state === 'paused' ? 'act.resume' : 'act.pause')}
            </button>
            {source.kind === 'push' && (
              <button type="button" className="quiet" onClick={onToken}>
                {t('act.token')}
              </button>
            )}
            <button type="button" className="quiet" onClick={() => setAsked(true)}>
              {t('act.remove')}
            </button>
          </>
        )}
      </p>
      {open === 'lines' && (
        <div className="source-more" id={`lines-${id}`}>
          <Quarantine source={source} mayCorrect />
        </div>
      )}
      {open === 'position' && (
        <div className="source-more" id={`position-${id}`}>
          <SourcePositions source={source} />
        </div>
      )}
    </li>
  );
}
