import { useState } from 'react';
import type { ClockAnswer } from '../../../../electron/contract/live.ts';
import type { ClockChange } from '../../../../electron/contract/playback.ts';
import { useLive } from '../../../data/index.ts';
import { formatClockSeconds, formatDay, useStrings } from '../../../ui/index.ts';
import { engine } from '../../api.ts';
import { useFailureWords } from '../../failure.ts';
import { usePolled } from '../../polling.ts';
import { Bookmarks } from './Bookmarks.tsx';
import { Choice } from './Choice.tsx';
import { Controls } from './Controls.tsx';
import { Settings } from './Settings.tsx';
import './playback.css';

/** Bookmarks and settings are asked for this often, ms; where the clock stands comes with every tick. */
const ASK_MS = 5_000;

/** The wall's clock: what of the record is shown, how fast, and the way back to live. */
export function Playback({ mayPlay, maySet }: { readonly mayPlay: boolean; readonly maySet: boolean }) {
  const { t } = useStrings('playback');
  const words = useFailureWords();
  const clock = useLive((s) => s.clock);
  const { value: known, refresh } = usePolled(engine.clock, ASK_MS);
  const [error, setError] = useState<unknown>(null);

  function act(doing: Promise<unknown>): void {
    setError(null);
    doing.catch(setError).finally(refresh);
  }
  const change = (next: ClockChange) => act(engine.changeClock(next));

  return (
    <section className="playback" aria-labelledby="playback-title" data-mode={clock?.mode}>
      <h3 id="playback-title">{t('title')}</h3>
      <p className="playback-state" role="status">
        {clock?.mode === 'playback' ? <Played clock={clock} /> : t('live')}
      </p>
      {clock?.playback && mayPlay && (
        // One that another interval was chosen for begins with that.
        <Controls key={`${clock.playback.from} ${clock.playback.to}`} clock={clock} onChange={change} />
      )}
      {mayPlay && <Choice onChange={change} />}
      {!mayPlay && <p className="note">{t('mayNot')}</p>}
      {error !== null && <p role="alert">{words(error)}</p>}
      {known && (
        <Bookmarks
          bookmarks={known.bookmarks}
          mayChange={mayPlay}
          onGo={(at) => change({ mode: 'playback', at, paused: true })}
          onAdd={(name) => act(engine.addBookmark(name))}
          onRemove={(id) => act(engine.removeBookmark(id))}
        />
      )}
      {known && maySet && (
        <Settings
          key={JSON.stringify(known.settings)}
          settings={known.settings}
          onKeep={(settings) => act(engine.changePlaybackSettings(settings))}
        />
      )}
    </section>
  );
}

function Played({ clock }: { readonly clock: ClockAnswer['clock'] }) {
  const { t } = useStrings('playback');
  const at = Date.parse(clock.at);
  const { cause, by, paused } = clock.playback ?? { cause: 'person', by: '', paused: false };
  return (
    <>
      <b className="playback-sign">{t('mark')}</b> {formatDay(at)} <b>{formatClockSeconds(at)}</b>{' '}
      {paused ? t('paused') : t('speed', { speed: clock.speed })}
      <span className="note"> · {cause === 'silence' ? t('bySilence') : t('byPerson', { by })}</span>
    </>
  );
}
