import type { Nature } from '../../electron/contract/answers.ts';
import type { Role } from '../../electron/contract/live.ts';
import { type Freshness, useAnswer, useFreshness, useLive } from '../data/index.ts';
import { formatClock, formatDay, useLocale, useShortName, useStrings, weekdayOf } from '../ui/index.ts';
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

/** Role and agency, kind of data, freshness in words, clock and day. */
export function Header({ role, begun, title, unsure = false }: HeaderProps) {
  const { t } = useStrings('wall');
  const own = useTitle(role);
  const agency = useAgency();
  const short = useShortName();
  const notice = useNoticeWords() ?? (unsure ? t('unsure') : undefined);
  const isNoticeTurn = useIsNoticeTurn(notice);
  return (
    <header className="header">
      <h1 className="header-role">{title ?? own}</h1>
      <p className="header-agency">
        <span className="header-name">{short(agency)}</span>
        <SampleMark />
      </p>
      {isNoticeTurn && <p className="header-notice">{notice}</p>}
      <FreshnessWords begun={begun} silent={isNoticeTurn} />
      <WallClock />
    </header>
  );
}

/** Of a notice and old figures, which share one place, each is told for so long, ms. */
const TURN_MS = 10_000;

/** Whether the notice has its turn: always while the figures are those of now. */
function useIsNoticeTurn(notice: string | undefined): boolean {
  const isFresh = useFreshness(null).kind === 'fresh';
  const turn = useLive((s) => Math.floor(s.now / TURN_MS) % 2 === 0);
  return notice !== undefined && (isFresh || turn);
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

interface FreshnessWordsProps {
  readonly begun: boolean;
  /** Something else stands in its place for now. */
  readonly silent: boolean;
}

function FreshnessWords({ begun, silent }: FreshnessWordsProps) {
  const freshness = useFreshness(null);
  const words = useWords(freshness);
  return (
    <p
      className="header-freshness"
      hidden={silent}
      data-kind={freshness.kind}
      data-level={freshness.kind === 'late' ? freshness.level : undefined}
    >
      {!silent && (begun || freshness.kind !== 'fresh') && <span className="header-words">{words}</span>}
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
      <time className="header-time">{formatClock(minute)}</time>
      <span className="header-day">
        {t(`weekday_short.${weekdayOf(minute)}`)} {formatDay(minute).slice(0, 5)}
      </span>
    </p>
  );
}
