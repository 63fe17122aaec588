import { useEffect, useState } from 'react';
import type { ShownScene } from '../../../electron/contract/layouts.ts';
import type { ScheduleAnswer } from '../../../electron/contract/schedules.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { usePolled } from '../polling.ts';
import { useByWords } from '../useByWords.ts';
import { whenText } from '../whenText.ts';
import { useSceneNames } from './useSceneNames.ts';
import './schedule.css';

const ASK_MS = 5_000;

interface OnNowProps {
  /** What the wall shows, to ask anew when that changes. */
  readonly shown: ShownScene | undefined;
  readonly mayHandBack: boolean;
  readonly onChanged: () => void;
}

/** What is on the wall now and why; a choice against the schedule, and the way to take it back. */
export function OnNow({ shown, mayHandBack, onChanged }: OnNowProps) {
  const { t } = useStrings('schedule');
  const words = useFailureWords();
  const { value, refresh } = usePolled(engine.schedule, ASK_MS);
  const [error, setError] = useState<unknown>(null);
  const revision = shown?.revision;
  useEffect(refresh, [revision, refresh]);
  if (!value) return null;

  function handBack(): void {
    setError(null);
    engine.handBack().then(onChanged, setError).finally(refresh);
  }

  return (
    <section className="on-now" aria-labelledby="on-now-title" data-cause={value.state.cause}>
      <h3 id="on-now-title">{t('now.title')}</h3>
      <Why answer={value} />
      {value.state.cause === 'override' && mayHandBack && (
        <p className="acts">
          <button type="button" onClick={handBack}>
            {t('now.handBack')}
          </button>
        </p>
      )}
      {error !== null && <p role="alert">{words(error)}</p>}
    </section>
  );
}

function Why({ answer: { state, entries } }: { readonly answer: ScheduleAnswer }) {
  const { t } = useStrings('schedule');
  const { nameOf } = useSceneNames();
  const byWords = useByWords();
  const entryName = (id: number) => entries.find((one) => one.id === id)?.name ?? String(id);
  const { why, override, chosen, nextChange } = state;
  const scene = nameOf(state.scene);
  const entry = why.rule === 'entry' ? entryName(why.entry) : '';
  const scheduled = state.scheduled === null ? '' : nameOf(state.scheduled);
  const at = nextChange === null ? null : whenText(nextChange);
  const said =
    override !== null
      ? t('now.override', {
          ...{ scene, scheduled, entry, by: byWords(override.by) },
          since: whenText(override.since),
        })
      : why.rule === 'entry'
        ? t('now.schedule', { scene, entry, from: whenText(why.from), to: whenText(why.to) })
        : t('now.chosen', { scene, by: byWords(chosen.by), since: whenText(chosen.since) });
  const outranked = why.rule === 'entry' ? why.outranked : [];
  return (
    <>
      <p className="on-now-words" role="status">
        {said}
      </p>
      {override !== null && <p>{at === null ? t('now.untilEnd') : t('now.untilChange', { at })}</p>}
      {outranked.length > 0 && (
        <p className="note">{t('now.outranked', { entries: outranked.map(entryName).join(', ') })}</p>
      )}
      {why.waiting.map((one) => (
        <p key={one.entry} className="note">
          {t(one.known ? 'now.waiting' : 'now.unknown', { entry: entryName(one.entry) })}
        </p>
      ))}
      {override === null && at !== null && <p className="note">{t('now.next', { at })}</p>}
    </>
  );
}
