import { useState } from 'react';
import type { Bookmark } from '../../../../electron/contract/playback.ts';
import { formatClock, formatDay, useStrings } from '../../../ui/index.ts';

interface BookmarksProps {
  readonly bookmarks: readonly Bookmark[];
  readonly mayChange: boolean;
  readonly onGo: (at: string) => void;
  readonly onAdd: (name: string) => void;
  readonly onRemove: (id: number) => void;
}

/** Instants worth coming back to; the wall stands still at the one that is chosen. */
export function Bookmarks({ bookmarks, mayChange, onGo, onAdd, onRemove }: BookmarksProps) {
  const { t } = useStrings('playback');
  const [name, setName] = useState('');
  return (
    <div className="bookmarks">
      <h4>{t('bookmarks')}</h4>
      {bookmarks.length === 0 && <p className="note">{t('noBookmarks')}</p>}
      <ul>
        {bookmarks.map(({ id, name: named, at }) => (
          <li key={id}>
            <button type="button" className="quiet" disabled={!mayChange} onClick={() => onGo(at)}>
              {formatClock(Date.parse(at))} {formatDay(Date.parse(at))} · {named}
            </button>
            {mayChange && (
              <button
                type="button"
                className="quiet"
                aria-label={t('removeNamed', { name: named })}
                onClick={() => onRemove(id)}
              >
                {t('remove')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <form
          className="playback-acts"
          onSubmit={(e) => {
            e.preventDefault();
            onAdd(name);
            setName('');
          }}
        >
          <label>
            {t('bookmarkName')}{' '}
            <input
              type="text"
              value={name}
              maxLength={100}
              required
              onChange={(e) => setName(e.target.value)}
            />
          </label>
          <button type="submit" className="scene">
            {t('addBookmark')}
          </button>
        </form>
      )}
    </div>
  );
}
