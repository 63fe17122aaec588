/** The wall in one hand: what is on and why, scenes, playback, screens, an urgent message. */
import { useState } from 'react';
import { ROLES, type Role } from '../../../electron/contract/live.ts';
import type { RemoteAnswer } from '../../../electron/contract/network.ts';
import { formatClock, formatDay, useLocale, useStrings } from '../../ui/index.ts';
import { ApiError } from '../call.ts';
import { usePolled } from '../polling.ts';
import { useByWords } from '../useByWords.ts';
import { MessageForm } from './MessageForm.tsx';
import { Pair } from './Pair.tsx';
import { PlaybackKeys } from './PlaybackKeys.tsx';
import { remote } from './remoteApi.ts';
import { type Acts, useActs } from './useActs.ts';
import './remote.css';

/** What is on is asked for this often, ms. */
const LOOK_MS = 2_000;

export function Remote() {
  const { t } = useStrings('remote');
  const { value, error, refresh } = usePolled(remote.look, LOOK_MS);
  const acts = useActs(refresh);
  const status = error instanceof ApiError ? error.status : null;
  if (status === 401) return <Pair onPaired={refresh} />;
  if (status === 403)
    return (
      <main className="remote remote-pair">
        <p>{t('mayNot')}</p>
        <a className="remote-link" href="/">
          {t('signOut')}
        </a>
      </main>
    );
  const link = value === undefined ? 'opening' : error === null ? 'open' : 'lost';
  return (
    <main className="remote" data-link={link}>
      <header className="remote-header">
        <p role="status" className="remote-state" data-link={link}>
          {t(`link.${link}`)}
        </p>
        <p className="note">{value?.name}</p>
      </header>
      {value && <Board value={value} acts={acts} lost={link === 'lost'} />}
      <p
        className="remote-outcome"
        role="status"
        data-good={acts.outcome?.good}
        data-shown={acts.busy || acts.outcome !== null || undefined}
      >
        {acts.busy ? t('busy') : acts.outcome?.words}
      </p>
    </main>
  );
}

interface BoardProps {
  readonly value: RemoteAnswer;
  readonly acts: Acts;
  readonly lost: boolean;
}

function Board({ value, acts, lost }: BoardProps) {
  const { t } = useStrings('remote');
  const [writes, setWrites] = useState(false);
  const off = acts.busy || lost;
  if (writes)
    return (
      <MessageForm
        now={() => Date.parse(value.now)}
        busy={off}
        onClose={() => setWrites(false)}
        onSend={(message) => {
          acts.act('message', () => remote.message(message));
          setWrites(false);
        }}
      />
    );
  return (
    <>
      <OnNow value={value} acts={acts} off={off} />
      <PlaybackKeys clock={value.clock} off={off} act={acts.act} />
      <Screens value={value} acts={acts} off={off} />
      {value.interrupt ? (
        <section className="remote-standing" data-level={value.interrupt.level}>
          <p>
            {t('message.standing', {
              time: formatClock(Date.parse(value.interrupt.until)),
              said: value.interrupt.text,
            })}
          </p>
          <button type="button" disabled={off} onClick={() => acts.act('end', remote.endMessage)}>
            {t('message.end')}
          </button>
        </section>
      ) : (
        <button type="button" className="remote-urgent" disabled={off} onClick={() => setWrites(true)}>
          {t('message.open')}
        </button>
      )}
      {value.kind === 'device' ? (
        <button
          type="button"
          className="remote-link quiet"
          disabled={off}
          onClick={() => acts.act('unpair', remote.unpair)}
        >
          {t('unpair')}
        </button>
      ) : (
        <a className="remote-link" href="/">
          {t('signOut')}
        </a>
      )}
    </>
  );
}

interface PartProps {
  readonly value: RemoteAnswer;
  readonly acts: Acts;
  readonly off: boolean;
}

function OnNow({ value, acts, off }: PartProps) {
  const { t } = useStrings('remote');
  const locale = useLocale();
  const byWords = useByWords();
  const { scenes, scene, schedule, windows } = value;
  const { cause, override, chosen, nextChange } = schedule;
  const by = byWords((cause === 'override' ? override : chosen)?.by ?? null);
  const until = nextChange === null ? null : Date.parse(nextChange);
  return (
    <section aria-labelledby="remote-now">
      <p id="remote-now" className="note">
        {t('now')}
      </p>
      <h1 className="remote-scene">{scenes.find(({ id }) => id === scene)?.title[locale] ?? scene}</h1>
      <p className="note">
        {t(`why.${cause}`, { by })}
        {until !== null && ` · ${t('until', { time: untilText(until, Date.parse(value.now)) })}`}
        {windows.length === 0 && <b role="alert"> {t('wall.none')}</b>}
      </p>
      <div className="remote-scenes" role="group" aria-label={t('scenes')}>
        {scenes.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            className="pick"
            aria-pressed={id === scene}
            disabled={off}
            onClick={() => acts.act('scene', () => remote.show(id))}
          >
            {title[locale]}
          </button>
        ))}
      </div>
      {cause === 'override' && (
        <button
          type="button"
          className="pick remote-wide"
          disabled={off}
          onClick={() => acts.act('handBack', remote.handBack)}
        >
          {t('handBack')}
        </button>
      )}
    </section>
  );
}

function untilText(until: number, now: number): string {
  const day = formatDay(until);
  return day === formatDay(now) ? formatClock(until) : `${formatClock(until)} ${day}`;
}

function Screens({ value, acts, off }: PartProps) {
  const { t } = useStrings('remote');
  const byWords = useByWords();
  const { blank } = value;
  const dark = blank?.roles ?? [];
  const darken = (roles: Role[]) =>
    roles.length === 0 ? acts.act('light', remote.light) : acts.act('dark', () => remote.darken({ roles }));
  return (
    <section aria-label={t('screens.title')}>
      <div className="remote-row">
        <button
          type="button"
          className="pick"
          disabled={off}
          onClick={() => acts.act('identify', remote.identify)}
        >
          {t('screens.identify')}
        </button>
        <button
          type="button"
          className="pick"
          aria-pressed={blank !== null}
          disabled={off}
          onClick={() => darken(blank === null ? [...ROLES] : [])}
        >
          {t(blank === null ? 'screens.darkAll' : 'screens.lightAll')}
        </button>
      </div>
      {blank && (
        <p className="note">
          {t('screens.dark', {
            by: byWords(blank.by),
            time: formatClock(Date.parse(blank.since)),
            names: blank.roles.map((role) => t(`role.${role}`)).join(', '),
          })}
        </p>
      )}
      <details>
        <summary>{t('screens.each')}</summary>
        <div className="remote-scenes" role="group" aria-label={t('screens.each')}>
          {ROLES.map((role) => (
            <button
              key={role}
              type="button"
              className="pick"
              aria-pressed={dark.includes(role)}
              disabled={off}
              onClick={() =>
                darken(dark.includes(role) ? dark.filter((one) => one !== role) : [...dark, role])
              }
            >
              {t(`role.${role}`)}
            </button>
          ))}
        </div>
      </details>
    </section>
  );
}
