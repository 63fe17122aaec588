import type { Nature } from '../../electron/contract/answers.ts';
import type { Role } from '../../electron/contract/live.ts';
import { type Freshness, useAnswer, useFreshness, useLive } from '../data/index.ts';
import { formatClock, formatDay, useLocale, useStrings, weekdayOf } from '../ui/index.ts';
import { freshnessWords } from '../widgets/frame/freshnessWords.ts';
import { useNoticeWords } from './NoticeWords.tsx';
import './header.css';

const UNITS = { ask: 'units' } as const;

interface HeaderProps {
  readonly role: Role;
  readonly begun: boolean;
  /** Of what is shown instead of the role's own layout. */
  readonly title?: string | undefined;
  /** Somebody should confirm which role hangs where. */
  readonly unsure?: boolean;
}

/** One line: role · agency · kind of data · freshness in words · clock. */
export function Header({ role, begun, title, unsure = false }: HeaderProps) {
  const { t } = useStrings('wall');
  const own = useTitle(role);
  const agency = useAgency();
  const notice = useNoticeWords() ?? (unsure ? t('unsure') : undefined);
  return (
    <header className="header">
      <h1 className="header-role">{title ?? own}</h1>
      {notice === undefined ? (
        <p className="header-agency">
          <span>{agency}</span>
        </p>
      ) : (
        <p className="header-notice">{notice}</p>
      )}
      <FreshnessWords begun={begun} />
      <WallClock />
    </header>
  );
}

/** What the screen of a role is called in its layout. */
export function useTitle(role: Role): string {
  const { t } = useStrings('wall');
  const locale = useLocale();
  return useLive((s) => s.scene?.layouts[role].title[locale]) ?? t(`role.${role}`);
}

/** Name of the organisation whose figures these are: the topmost unit that is not a published record. */
export function useAgency(): string {
  const { t } = useStrings('wall');
  const units = useAnswer(UNITS)?.units ?? [];
  const own = units.filter((u) => u.nature !== 'published');
  const keys = new Set(own.map((u) => u.unit));
  return own.find((u) => u.parent === null || !keys.has(u.parent))?.name ?? t('agency');
}

function FreshnessWords({ begun }: { readonly begun: boolean }) {
  const freshness = useFreshness(null);
  const words = useWords(freshness);
  return (
    <p
      className="header-freshness"
      data-kind={freshness.kind}
      data-level={freshness.kind === 'late' ? freshness.level : undefined}
    >
      <SampleMark />
      {(begun || freshness.kind !== 'fresh') && <span className="header-words">{words}</span>}
    </p>
  );
}

/** Whether figures of a sample source are among those shown. */
export function SampleMark() {
  const sample = useLive((s) => s.sources.some((x) => x.nature === ('sample' satisfies Nature)));
  const { t } = useStrings('wall');
  return sample && <span className="header-sample">{t('sample')}</span>;
}

function useWords(freshness: Freshness): string {
  const wall = useStrings('wall').t;
  const age = useStrings('age').t;
  const minute = useLive((s) => Math.floor(s.now / 60_000) * 60_000);
  return freshnessWords(freshness, minute, {
    wall: (key, values) => wall(key, { ...values }),
    age: (key, values) => age(key, values),
  });
}

/** Changes once a minute. */
function WallClock() {
  const minute = useLive((s) => Math.floor(s.now / 60_000) * 60_000);
  const { t } = useStrings('wall');
  return (
    <p className="header-clock">
      <span className="header-day">
        {t(`weekday.${weekdayOf(minute)}`)} {formatDay(minute)}
      </span>
      <time className="header-time">{formatClock(minute)}</time>
    </p>
  );
}
