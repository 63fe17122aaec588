import { useState } from 'react';
import type { SourceHealth } from '../../../electron/contract/answers.ts';
import { formatClock, formatDay, useStrings } from '../../ui/index.ts';

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

/** A source as its administrator sees it: how it goes, and what can be done. */
export function SourceCard({ source, onEdit, onPause, onRemove, onToken, token }: SourceCardProps) {
  const { t } = useStrings('sources');
  const { t: tConsole } = useStrings('console');
  const [asked, setAsked] = useState(false);
  const { due, deliveredAt, linesPerMinute, lastError } = source;
  return (
    <li>
      <h3>
        {source.name}{' '}
        <span className="note">
          {source.id} · {t(`kind.${source.kind}`)}
        </span>
      </h3>
      <p>
        <span className="state" data-state={source.state}>
          {tConsole(`state.${source.state}`)}
        </span>
        {lastError !== null && <span className="note error"> {lastError}</span>}
      </p>
      <p className="note">
        {[
          t('rate', { count: linesPerMinute ?? 0 }),
          ...(deliveredAt ? [t('delivered', timeOf(deliveredAt))] : []),
          ...(due ? [t(`due.${due.delivery}`, timeOf(due.at))] : []),
        ].join(' · ')}
      </p>
      {token !== undefined && (
        <p role="status">
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
    </li>
  );
}

function timeOf(instant: string): { time: string; day: string } {
  const at = Date.parse(instant);
  return { time: formatClock(at), day: formatDay(at) };
}
