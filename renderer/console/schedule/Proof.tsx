import { type FormEvent, useState } from 'react';
import { ROLES } from '../../../electron/contract/live.ts';
import type { ShownAnswer } from '../../../electron/contract/schedules.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { MomentField } from '../MomentField.tsx';
import { readMoment } from '../moments.ts';
import { useByWords } from '../useByWords.ts';
import { whenText } from '../whenText.ts';
import { ProofPictures } from './ProofPictures.tsx';

/** What the wall showed at a past moment: scene, layouts, message, and pictures of its screens. */
export function Proof({ mayPhotograph }: { readonly mayPhotograph: boolean }) {
  const { t } = useStrings('schedule');
  const words = useFailureWords();
  const [moment, setMoment] = useState('');
  const [found, setFound] = useState<ShownAnswer>();
  const [error, setError] = useState<unknown>(null);

  function look(event: FormEvent): void {
    event.preventDefault();
    const at = readMoment(moment);
    if (at === null) return;
    setError(null);
    engine.shownAt(at).then(setFound, (failed: unknown) => {
      setFound(undefined);
      setError(failed);
    });
  }

  return (
    <section aria-labelledby="proof-title">
      <h3 id="proof-title">{t('proof.title')}</h3>
      <p className="note intro">{t('proof.intro')}</p>
      <form className="proof-form" onSubmit={look}>
        <MomentField label={t('proof.moment')} value={moment} onChange={setMoment} />
        <button type="submit">{t('proof.look')}</button>
      </form>
      {error !== null && <p role="alert">{words(error)}</p>}
      {found && (
        <div className="proof" role="status">
          <Found found={found} />
          {found.shown && mayPhotograph && <ProofPictures key={found.at} at={found.at} />}
          {!mayPhotograph && <p className="note">{t('proof.mayNot')}</p>}
        </div>
      )}
    </section>
  );
}

function Found({ found: { shown, interrupt, sent, playback } }: { readonly found: ShownAnswer }) {
  const { t } = useStrings('schedule');
  const wall = useStrings('wall').t;
  const locale = useLocale();
  const byWords = useByWords();
  if (shown === null) return <p>{t('proof.none')}</p>;
  const until = shown.until === null ? t('proof.still') : whenText(shown.until);
  return (
    <>
      {playback && <p role="alert">{t('proof.playback')}</p>}
      <p>
        {t('proof.scene', {
          ...{ scene: shown.title[locale], until, by: byWords(shown.by) },
          since: whenText(shown.since),
        })}
      </p>
      <ul>
        {ROLES.map((role) => (
          <li key={role}>
            {wall(`role.${role}`)}: {shown.layouts[role].title[locale]}{' '}
            <code className="note">{shown.layouts[role].id}</code>
          </li>
        ))}
      </ul>
      {sent.map(({ role, title, by, since, until: end }) => (
        <p key={role}>
          {t('proof.sent', {
            ...{ monitor: wall(`role.${role}`), title, by },
            ...{ since: whenText(since), until: whenText(end) },
          })}
        </p>
      ))}
      {interrupt && (
        <p>
          {t('proof.interrupt', {
            by: interrupt.by,
            since: whenText(interrupt.since),
            text: interrupt.text,
          })}
        </p>
      )}
    </>
  );
}
