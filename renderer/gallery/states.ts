/** The states a widget or a screen can be in, as the window would know them. */
import type { SourceHealth } from '../../electron/contract/answers.ts';
import { formatInstant } from '../../electron/contract/calendar.ts';
import type { LiveState } from '../data/index.ts';
import { type Change, NOW } from './figures.ts';
import type { StateName } from './gallery.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface GalleryState {
  /** What is different of the figures; `null` where there are none yet. */
  readonly figures: Change | null;
  readonly live?: Partial<LiveState>;
  /** The engine refuses every question. */
  readonly refused?: boolean;
  /** A widget fails. */
  readonly throws?: boolean;
}

function source(silentMs: number): SourceHealth {
  const at = formatInstant(NOW - silentMs);
  return {
    id: 'core',
    kind: 'push',
    name: 'Phần mềm nghiệp vụ',
    nature: 'operational',
    state: silentMs === 0 ? 'on_time' : 'late',
    heardAt: at,
    ageS: Math.round(silentMs / 1000),
    lastEventAt: at,
    lastSeq: 108_779,
    behind: 0,
    lastError: null,
    counts: { accepted: 108_779, duplicates: 0, held: 0, quarantined: silentMs === 0 ? 0 : 3, conflicts: 0 },
  };
}

const at = (instant: number) => formatInstant(instant);

const STATES = {
  live: { figures: {} },
  late: { figures: {}, live: { sources: [source(4 * MINUTE)] } },
  stale: { figures: {}, live: { sources: [source(3 * HOUR)] } },
  gone: { figures: {}, live: { sources: [source(52 * HOUR)] } },
  cut: { figures: {}, live: { link: 'lost', heardAt: NOW - 7 * MINUTE } },
  playback: {
    figures: {},
    live: {
      clock: {
        mode: 'playback',
        at: at(NOW - 26 * HOUR),
        speed: 60,
        playback: {
          from: at(NOW - 30 * HOUR),
          to: at(NOW),
          paused: false,
          loop: false,
          since: at(NOW - 39 * MINUTE),
          cause: 'silence',
          by: 'engine',
          silentSince: at(NOW - 40 * MINUTE),
        },
      },
    },
  },
  loading: { figures: null },
  empty: { figures: { empty: true } },
  refused: { figures: null, refused: true },
  huge: { figures: { huge: true } },
  falling: { figures: { falling: true } },
  long: { figures: { long: true } },
  one: { figures: { offices: 1 } },
  many: { figures: { offices: 400 } },
  gaps: { figures: { gaps: true } },
  zero: { figures: { zero: true } },
  negative: { figures: { negative: true } },
  mixed: { figures: { mixed: true } },
  published: { figures: { published: true } },
  looked: { figures: { published: true, looked: 'HCM-KV12' } },
  lookedPlain: { figures: { looked: 'HCM-KV01' } },
  /** The first widget throws whatever it draws. */
  throws: { figures: {}, throws: true },
} as const satisfies Record<StateName, GalleryState>;

export function liveIn(name: StateName): Partial<LiveState> {
  const state: GalleryState = STATES[name];
  return {
    link: 'open',
    now: NOW,
    heardAt: NOW,
    clock: { mode: 'live', at: at(NOW), speed: 1 },
    sources: [source(0)],
    ...state.live,
  };
}

export function changeIn(name: StateName): Change | null {
  return STATES[name].figures;
}

export function isRefused(name: StateName): boolean {
  const state: GalleryState = STATES[name];
  return state.refused ?? false;
}

export function isThrowing(name: StateName): boolean {
  const state: GalleryState = STATES[name];
  return state.throws ?? false;
}
