import type { Clock, Role } from '../../electron/contract/live.ts';
import { useFreshness, useLive } from '../data/index.ts';
import { formatClock, formatClockSeconds, formatDay, useStrings } from '../ui/index.ts';
import { SampleMark, useTitle } from './Header.tsx';
import { useNoticeWords } from './NoticeWords.tsx';
import './playbackHeader.css';

/** From this speed on the seconds would only flicker. */
const SECONDS_BELOW = 60;

interface PlaybackHeaderProps {
  readonly role: Role;
  /** Of what is shown instead of the role's own layout. */
  readonly title?: string | undefined;
}

/** The header while the record is played: what is shown is not now, and nobody can miss it. */
export function PlaybackHeader({ role, title }: PlaybackHeaderProps) {
  const { t } = useStrings('wall');
  const clock = useLive((s) => s.clock);
  const freshness = useFreshness(null);
  const cut = freshness.kind === 'playback' && freshness.cut;
  const reason = useReason(clock);
  const notice = useNoticeWords();
  const own = useTitle(role);
  return (
    <header className="header playback-header">
      <h1 className="header-role">{title ?? own}</h1>
      <p className="header-freshness" data-kind="playback">
        <span className="playback-played">
          <span className="playback-mark">{t('playback.mark')}</span>
          {clock && !cut && <Speed clock={clock} />}
        </span>
        {clock && <PlayedTime clock={clock} />}
      </p>
      {notice === undefined ? (
        <p className="playback-why">
          <SampleMark />
          {cut ? <CutWords /> : <span>{reason}</span>}
        </p>
      ) : (
        <p className="header-notice">{notice}</p>
      )}
      <RealTime />
    </header>
  );
}

interface ClockProps {
  readonly clock: Clock;
}

function isPaused(clock: Clock): boolean {
  return clock.playback?.paused ?? false;
}

function PlayedTime({ clock }: ClockProps) {
  const at = Date.parse(clock.at);
  const time = isPaused(clock) || clock.speed < SECONDS_BELOW ? formatClockSeconds(at) : formatClock(at);
  return (
    <time className="playback-time" dateTime={clock.at}>
      {formatDay(at)} <b>{time}</b>
    </time>
  );
}

/** How fast the record is played; nothing moves of one whose engine is gone. */
function Speed({ clock }: ClockProps) {
  const { t } = useStrings('wall');
  const paused = isPaused(clock);
  return (
    <span className="playback-speed" data-paused={paused || undefined}>
      {paused ? t('playback.paused') : t('playback.speed', { speed: clock.speed })}
    </span>
  );
}

/** Why the wall is not live: no source is heard, or somebody wants it so. */
function useReason(clock: Clock | null): string {
  const { t } = useStrings('wall');
  const now = useLive((s) => Math.floor(s.now / 60_000) * 60_000);
  if (!clock?.playback) return '';
  const { cause, by, silentSince } = clock.playback;
  if (cause === 'person') return t('playback.person', { by });
  if (silentSince === null) return t('playback.silent');
  const at = Date.parse(silentSince);
  const today = formatDay(at) === formatDay(now);
  const since = today ? formatClock(at) : `${formatClock(at)} ${formatDay(at).slice(0, 5)}`;
  return t('playback.silentSince', { since });
}

function CutWords() {
  const { t } = useStrings('wall');
  const heardAt = useLive((s) => s.heardAt);
  if (heardAt === null) return null;
  return <span className="playback-cut">{t('playback.cut', { time: formatClock(heardAt) })}</span>;
}

/** The time in the room, apart from the one that is shown. Changes once a minute. */
function RealTime() {
  const minute = useLive((s) => Math.floor(s.now / 60_000) * 60_000);
  const { t } = useStrings('wall');
  return (
    <p className="header-clock">
      <time className="playback-clock">{formatClock(minute)}</time>{' '}
      <span className="playback-now">{t('playback.now')}</span>
    </p>
  );
}
